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

    /**
     * Makes a library to be preloaded. If {@code daemontools.library.cc} is the compiler of native programs for another machine
     * than the tests', there are two, and a program's loader replaces the {@code $LIB} in the returned name. Debian's loaders do
     * so with the names of its compilers.
     */
    public static Path library(Sandbox box, String source) throws IOException {
        Path library = compile(box, source, "-O2", "-shared", "-fPIC");
        String other = System.getProperty("daemontools.library.cc", "");
        if (other.isEmpty()) {
            return library;
        }
        String name = library.getFileName().toString();
        Result result = box.shell(
                        "set -e; here=lib/$(\"${CC:-cc}\" -print-multiarch) there=lib/$(\"$1\" -print-multiarch);"
                                + " mkdir -p \"$here\" \"$there\"; mv \"$3\" \"$here/$3\"; exec \"$1\" -O2 -shared -fPIC"
                                + " -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 -o \"$there/$3\" \"$2\"",
                        other,
                        source,
                        name)
                .run();
        assertThat(result.code()).as(result.err()).isZero();
        return box.path("$LIB").resolve(name);
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
