package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What commands say of themselves, as C that holds it.
 *
 * @param directory where the texts are, or null if there are none
 */
record HelpHeader(Path directory) {
    /** Those in a directory: {@code COMMAND.help} and {@code COMMAND.version}. */
    static HelpHeader in(Path directory) {
        return new HelpHeader(directory);
    }

    /** For programs that take {@code --help} for a word like any other. */
    static HelpHeader none() {
        return new HelpHeader(null);
    }

    /** The header that help.c includes. */
    List<String> linesOf(String command) throws IOException {
        List<String> lines = new ArrayList<>();
        if (directory != null) {
            lines.add(define("HELP_TEXT", directory.resolve(command + ".help")));
            lines.add(define("VERSION_TEXT", directory.resolve(command + ".version")));
        }
        return lines;
    }

    private static String define(String name, Path file) throws IOException {
        StringBuilder define = new StringBuilder("#define " + name);
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            String quoted = line.replace("\\", "\\\\").replace("\"", "\\\"");
            define.append(" \\\n  \"").append(quoted).append("\\n\"");
        }
        return define.toString();
    }
}
