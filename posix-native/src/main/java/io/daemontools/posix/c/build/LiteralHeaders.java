package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The headers of a program's string literals and of their character arrays: references to classes, as distances between addresses
 * that only the linker knows.
 *
 * @param flags the compiler flags that make literals.c contain them
 */
record LiteralHeaders(List<String> flags) {
    /** For the first link of a program, which only prints the headers. */
    static final LiteralHeaders PROBE = of("0", "0", "-DDT_PROBE_HEADERS");

    /** For a program that could not be run: it sets the headers each time it starts. */
    private static final LiteralHeaders UNKNOWN = of("0", "0");

    private static final Pattern OUTPUT = Pattern.compile("(-?[0-9]+) (-?[0-9]+)\n");

    /** Runs the program of the first link for its headers. A program for another machine cannot run. */
    static LiteralHeaders probedBy(Path program) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(program.toString()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher matcher = OUTPUT.matcher(output);
            return process.waitFor() == 0 && matcher.matches() ? of(matcher.group(1), matcher.group(2)) : UNKNOWN;
        } catch (IOException ignored) {
            // The program is for another machine.
            return UNKNOWN;
        }
    }

    private static LiteralHeaders of(String string, String characters, String... more) {
        return new LiteralHeaders(Stream.concat(
                        Stream.of("-DDT_STRING_HEADER=(" + string + ")", "-DDT_CHARACTERS_HEADER=(" + characters + ")"),
                        Stream.of(more))
                .toList());
    }
}
