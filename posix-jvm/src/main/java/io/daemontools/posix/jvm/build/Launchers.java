package io.daemontools.posix.jvm.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Completes the jvm tree: writes a launcher to {@code bin} for each command in {@code lib}, and to {@code lib} the native library
 * of jffi and the class data archive. Run it again after the tree was moved or Java was replaced, which makes the archive invalid.
 * Without the archive, commands take about 30 ms longer to start.
 */
public final class Launchers {
    static final String ARCHIVE = "daemontools.jsa";
    private static final String TEMPLATE = "launcher.sh";

    /** Commands that process much data and need the optimizing compiler. */
    private static final List<String> BUSY = List.of("multilog", "tai64n", "tai64nlocal");

    private Launchers() {}

    /** {@code arguments[0]} is the directory of the tree, whose {@code lib} holds all jars. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path tree = Path.of(arguments[0]).toAbsolutePath().normalize();
        Library library = Library.in(tree.resolve("lib"));
        library.unpackNativeLibrary();
        Path bin = Files.createDirectories(tree.resolve("bin"));
        for (Library.Program command : library.commands()) {
            write(bin.resolve(command.name()), launcher(command, library, System.getProperty("java.home")));
        }
        new Archive(library, bin.resolve("..").resolve("lib")).make(ARCHIVE);
    }

    /** The launcher's text; {@code javaHome} is the default directory of Java. */
    static String launcher(Library.Program command, Library library, String javaHome) throws IOException {
        try (InputStream template = Launchers.class.getResourceAsStream(TEMPLATE)) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@COMMAND@", command.name())
                    .replace("@JAVA_HOME@", javaHome)
                    .replace("@OPTIONS@", String.join(" ", JavaOptions.of(BUSY.contains(command.name()))))
                    .replace("@ARCHIVE@", ARCHIVE)
                    .replace("@CLASS_PATH@", library.classPath("$daemontools_lib"))
                    .replace("@MAIN_CLASS@", command.mainClass());
        }
    }

    private static void write(Path file, String script) throws IOException {
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
