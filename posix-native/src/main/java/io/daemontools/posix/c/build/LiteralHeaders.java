package io.daemontools.posix.c.build;

import java.io.File;
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

    /** With these as argument and input, no command does anything, should the program not be one that only prints headers. */
    private static final String NOTHING = "/dev/null";

    /**
     * Runs the program of the first link for its headers. A program for another machine cannot run.
     *
     * @throws IllegalStateException if it runs and prints something else
     */
    static LiteralHeaders probedBy(Path program) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(program.toString(), NOTHING)
                    .redirectInput(new File(NOTHING))
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher matcher = OUTPUT.matcher(output);
            if (process.waitFor() != 0) {
                return UNKNOWN;
            }
            if (!matcher.matches()) {
                throw new IllegalStateException(program + " prints no headers: " + output);
            }
            return of(matcher.group(1), matcher.group(2));
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
