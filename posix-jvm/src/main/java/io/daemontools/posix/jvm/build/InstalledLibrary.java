package io.daemontools.posix.jvm.build;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Completes installed jars: extracts the native library of jffi and creates the class data archive, for this machine and the Java
 * that runs this. Without either, commands work but start more slowly.
 */
public final class InstalledLibrary {
    private InstalledLibrary() {}

    /** {@code arguments[0]} is the directory of the jars. It must be spelled as in the launchers, or the archive is not used. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]);
        Library library = Library.in(directory);
        library.unpackNativeLibrary();
        new Archive(library, directory).make(Launchers.ARCHIVE);
    }
}
