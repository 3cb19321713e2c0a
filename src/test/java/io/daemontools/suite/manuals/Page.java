package io.daemontools.suite.manuals;

import io.daemontools.suite.harness.Built;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A manual page that the build has made, and the files beside it. */
record Page(String command, String roff) {
    /** Where the build puts pages and completions. */
    static final Path SHARE = Built.share();

    private static final Path PAGES = SHARE.resolve("man/man8");

    /** Where the build puts the pages in HTML. */
    static final Path HTML = SHARE.resolveSibling("html");

    /** The page of a command. */
    static Page of(String command) {
        return new Page(command, read(file(command)));
    }

    static Path file(String command) {
        return PAGES.resolve(command + ".8");
    }

    /** All names that have a page, sorted. */
    static List<String> commands() {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.8$", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The headings of its sections, in their order. */
    List<String> headings() {
        return roff.lines()
                .filter(line -> line.startsWith(".SH "))
                .map(line -> line.substring(4).replace("\"", ""))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The literal text to type, each as one string. */
    List<String> examples() {
        List<String> examples = new ArrayList<>();
        Pattern.compile("(?ms)^\\.nf\n(.*?)^\\.fi$")
                .matcher(roff)
                .results()
                .forEach(example -> examples.add(plain(example.group(1))));
        return examples;
    }

    /** The one example that contains this text. */
    String example(String part) {
        List<String> found =
                examples().stream().filter(example -> example.contains(part)).toList();
        if (found.size() != 1) {
            throw new AssertionError(command + "(8) has " + found.size() + " examples with " + part);
        }
        return found.get(0);
    }

    private static String plain(String roff) {
        return roff.replace("\\-", "-")
                .replace("\\(aq", "'")
                .replace("\\(ga", "`")
                .replace("\\(ha", "^")
                .replace("\\(ti", "~")
                .replace("\\&", "")
                .replace("\\e", "\\");
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
