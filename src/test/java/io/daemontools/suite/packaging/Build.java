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

/** What the build has made to be given away, and what belongs in it. */
final class Build {
    private static final Path TARGET = Packaging.path("target");

    /** Where an installation notes what it consists of. */
    static final String LIST = "share/daemontools/installed";

    private Build() {}

    /** Goes on only where the build had a C compiler. */
    static void needNativePrograms() {
        assumeTrue(Files.exists(TARGET.resolve("native/bin/svscan")), "needs the native programs: no C compiler");
    }

    /** A file that the build has made, of a name that ends like this. */
    static Path made(String prefix, String suffix) {
        return under(TARGET, 1).stream()
                .filter(file -> file.startsWith(prefix) && file.endsWith(suffix))
                .findFirst()
                .map(TARGET::resolve)
                .orElseThrow(() -> new AssertionError("the build has not made " + prefix + "*" + suffix));
    }

    /** What the build has found out about what it packs. */
    static String property(String name) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(TARGET.resolve("packages.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(name);
    }

    /** What {@code target} holds of this name. */
    static Path target(String name) {
        return TARGET.resolve(name);
    }

    /** What every installation has on Linux but for the list, whatever the commands are made of. */
    static Stream<String> files(String manuals, String zsh) {
        return Stream.of(
                        Toolset.COMMANDS.stream().map(command -> "bin/" + command),
                        Toolset.COMMANDS.stream().map(command -> manuals + "/" + command + ".8"),
                        Toolset.COMMANDS.stream().map(command -> "share/bash-completion/completions/" + command),
                        Toolset.COMMANDS.stream().map(command -> "share/zsh/" + zsh + "/_" + command))
                .flatMap(names -> names);
    }

    /** What else there is, unless a package has it elsewhere. */
    static Stream<String> otherFiles() {
        return Stream.of(
                "lib/systemd/system/svscan.service",
                "libexec/daemontools/svscan-stop",
                "share/licenses/daemontools/Apache-2.0",
                "share/licenses/daemontools/LICENSE",
                "share/licenses/daemontools/NOTICE");
    }

    /** All that an installation from the build consists of on Linux, sorted. */
    static List<String> everything() {
        return Stream.of(files("man/man8", "site-functions"), otherFiles(), Stream.of(LIST))
                .flatMap(names -> names)
                .sorted()
                .toList();
    }

    /** The names of all that is below a directory and no directory itself, sorted. */
    static List<String> under(Path directory) {
        return under(directory, Integer.MAX_VALUE);
    }

    private static List<String> under(Path directory, int depth) {
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
