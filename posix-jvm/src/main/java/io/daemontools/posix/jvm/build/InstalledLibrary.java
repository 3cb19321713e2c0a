package io.daemontools.posix.jvm.build;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Completes the jars where they were installed: takes the native library of jffi out of its jar and makes the class data archive,
 * for this machine and the Java that runs this. Commands work without either, and take longer to start.
 */
public final class InstalledLibrary {
    private InstalledLibrary() {}

    /** Takes the directory of the jars, spelled as the launchers spell it: the archive is of no use by another name. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]);
        Library library = Library.in(directory);
        library.unpackNativeLibrary();
        new Archive(library, directory).make(Launchers.ARCHIVE);
    }
}
