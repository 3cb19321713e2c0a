package io.daemontools.suite.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The packages and tarballs of the build, and their contents. */
final class Build {
    private static final Path TARGET = Packaging.path("target");

    /** The list of installed files. */
    static final String LIST = "share/daemontools/installed";

    private Build() {}

    /** Skips the test if the build had no C compiler. */
    static void needNativePrograms() {
        assumeTrue(Files.exists(TARGET.resolve("native/bin/svscan")), "needs the native programs: no C compiler");
    }

    /** A file of the build whose name has this ending. */
    static Path made(String prefix, String suffix) {
        return under(TARGET, 1).stream()
                .filter(file -> file.startsWith(prefix) && file.endsWith(suffix))
                .findFirst()
                .map(TARGET::resolve)
                .orElseThrow(() -> new AssertionError("the build has not made " + prefix + "*" + suffix));
    }

    /** The properties that the build has written for its packages. */
    static String property(String name) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(TARGET.resolve("packages.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(name);
    }

    /** A file in {@code target}. */
    static Path target(String name) {
        return TARGET.resolve(name);
    }

    /** The files of every installation on Linux except the list, for both runtimes. */
    static Stream<String> files(String manuals, String zsh) {
        return Stream.of(
                        Toolset.COMMANDS.stream().map(command -> "bin/" + command),
                        Toolset.COMMANDS.stream().map(command -> manuals + "/" + command + ".8"),
                        Toolset.COMMANDS.stream().map(command -> "share/bash-completion/completions/" + command),
                        Toolset.COMMANDS.stream().map(command -> "share/zsh/" + zsh + "/_" + command))
                .flatMap(names -> names);
    }

    /** The other files, which a package may have elsewhere. */
    static Stream<String> otherFiles() {
        return Stream.of(
                "lib/systemd/system/svscan.service",
                "libexec/daemontools/svscan-stop",
                "share/licenses/daemontools/Apache-2.0",
                "share/licenses/daemontools/LGPL-2.1",
                "share/licenses/daemontools/LICENSE",
                "share/licenses/daemontools/NOTICE");
    }

    /** All files of an installation from the build on Linux, sorted. */
    static List<String> everything() {
        return Stream.of(files("man/man8", "site-functions"), otherFiles(), Stream.of(LIST))
                .flatMap(names -> names)
                .sorted()
                .toList();
    }

    /** The names of all files below a directory, without directories, sorted. */
    static List<String> under(Path directory) {
        return under(directory, Integer.MAX_VALUE);
    }

    /** The same down to a depth, where 1 is the directory itself. */
    static List<String> under(Path directory, int depth) {
        try (Stream<Path> files = Files.walk(directory, depth)) {
            return files.filter(file -> !Files.isDirectory(file))
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
