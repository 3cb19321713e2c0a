package io.daemontools.suite.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The repository that this test was built from, and what its build has made there. System properties name other places, so
 * that a run without any, as in an editor, tests what {@code mvn package} has left.
 */
public final class Built {
    private static final Path REPOSITORY = findRepository();

    private Built() {}

    /** The repository. */
    public static Path repository() {
        return REPOSITORY;
    }

    /** A file of the module {@code packaging}, by its name there. */
    public static Path packaging(String name) {
        return REPOSITORY.resolve("packaging").resolve(name).normalize();
    }

    /** The manuals and completions: {@code daemontools.share}. */
    public static Path share() {
        return property("daemontools.share", "target/share");
    }

    /** The native programs, with what they were made of: {@code daemontools.native}. */
    public static Path nativeTree() {
        return property("daemontools.native", "target/native");
    }

    /** The commands of a toolset of the build's: {@code daemontools.TOOLSET.bin}. */
    static Path commands(String toolset) {
        return property("daemontools." + toolset + ".bin", "target/" + toolset + "/bin");
    }

    private static Path property(String name, String otherwise) {
        String value = System.getProperty(name, "");
        return value.isEmpty()
                ? packaging(otherwise)
                : Path.of(value).toAbsolutePath().normalize();
    }

    /** Up from where the test runs, which is a directory in it. */
    private static Path findRepository() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("common/pom.xml"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new AssertionError("not run within the repository");
            }
        }
        return directory;
    }
}
