package io.daemontools.suite.packaging;

import io.daemontools.suite.harness.Built;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of the module {@code packaging}, used in a sandbox. */
final class Packaging {
    private Packaging() {}

    /** A file of the module. */
    static Path path(String name) {
        return Built.packaging(name);
    }

    /** The content of a file of the module. */
    static String content(String name) {
        try {
            return Files.readString(path(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of a resource beside this class. */
    static String resource(String name) {
        try (InputStream resource = Packaging.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Installs a toolset's commands, and the script that stops services, under a prefix. */
    static Path install(Toolset tools, Sandbox box) {
        Path prefix = box.directory("prefix");
        box.shell("ln -s \"$1\" prefix/bin", tools.bin().toString()).run();
        box.directory("prefix/libexec/daemontools");
        box.script("prefix/libexec/daemontools/svscan-stop", forPrefix("src/main/sh/svscan-stop", prefix));
        return prefix;
    }

    /** The script that stops services, of the installed toolset. */
    static Invocation svscanStop(Sandbox box, String... arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(box.path("prefix/libexec/daemontools/svscan-stop").toString());
        argv.addAll(List.of(arguments));
        return box.program(argv.toArray(String[]::new));
    }

    /** Makes the directory of the installed commands a directory of its own, in which some of them can be replaced. */
    static void ownCommands(Sandbox box) {
        box.shell("mv prefix/bin tools && mkdir prefix/bin && ln -s \"$PWD\"/tools/* prefix/bin")
                .run();
    }

    /** A file of the module as it is installed under a prefix. */
    static String forPrefix(String name, Path prefix) {
        return content(name).replace("@prefix@", prefix.toString());
    }
}
