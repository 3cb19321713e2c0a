package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The help and version texts of commands, as a C header.
 *
 * @param directory the directory of the texts, or null if there are none
 */
record HelpHeader(Path directory) {
    /** The texts in a directory: {@code COMMAND.help} and {@code COMMAND.version}. */
    static HelpHeader in(Path directory) {
        return new HelpHeader(directory);
    }

    /** For programs that treat {@code --help} like any other argument. */
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
