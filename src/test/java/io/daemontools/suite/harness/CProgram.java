package io.daemontools.suite.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A small C program of the test resources, compiled into a sandbox. */
public final class CProgram {
    private CProgram() {}

    /** Makes a program; {@code flags} may define macros. */
    public static Path program(Sandbox box, String source, String... flags) throws IOException {
        return compile(
                box, source, Stream.concat(Stream.of("-O2"), Stream.of(flags)).toArray(String[]::new));
    }

    /** Makes a library to be preloaded. */
    public static Path library(Sandbox box, String source) throws IOException {
        return compile(box, source, "-O2", "-shared", "-fPIC");
    }

    /** Puts a resource into a sandbox, for a program there to include. */
    public static Path copy(Sandbox box, String source) throws IOException {
        Path copy = box.path(source);
        try (InputStream resource = CProgram.class.getResourceAsStream("/io/daemontools/suite/" + source)) {
            Files.copy(resource, copy);
        }
        return copy;
    }

    private static Path compile(Sandbox box, String source, String... flags) throws IOException {
        Path copy = copy(box, source);
        Path made = box.path(source.replace(".c", ""));
        Result result = box.shell(
                        "cc=${CC:-cc}; out=$1 in=$2; shift 2; exec \"$cc\" \"$@\" -o \"$out\" \"$in\" -ldl",
                        Stream.concat(Stream.of(made.toString(), copy.toString()), Stream.of(flags))
                                .toArray(String[]::new))
                .run();
        assertThat(result.code()).as(result.err()).isZero();
        return made;
    }
}
