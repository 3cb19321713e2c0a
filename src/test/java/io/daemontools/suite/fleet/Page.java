package io.daemontools.suite.fleet;

import io.daemontools.suite.harness.Built;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The example files of a page: indented blocks, each after a line that begins with its name in backquotes. */
record Page(List<String> lines) {
    private static final String INDENT = "    ";

    static Page of(String file) {
        try {
            return new Page(Files.readAllLines(Built.repository().resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of an example file. */
    String example(String name) {
        Pattern heading = Pattern.compile("`" + Pattern.quote(name) + "`.*:");
        int at = IntStream.range(0, lines.size())
                .filter(i -> heading.matcher(lines.get(i)).matches())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example " + name));
        return lines.stream()
                .skip(at + 2)
                .takeWhile(line -> line.startsWith(INDENT) || line.isEmpty())
                .map(line -> line.isEmpty() ? line : line.substring(INDENT.length()))
                .collect(Collectors.joining("\n"))
                .strip()
                .concat("\n");
    }
}
