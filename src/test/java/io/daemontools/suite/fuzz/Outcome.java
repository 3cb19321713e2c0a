package io.daemontools.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * All observable effects of a case: exit codes and output of its runs, and every file afterwards. Each part has a
 * label. Values that differ from run to run are replaced.
 */
record Outcome(List<Part> parts) {
    private static final int LONGEST = 1000;
    private static final Pattern STAMP = Pattern.compile("@[0-9a-f]{24}");
    private static final Pattern PROCESS = Pattern.compile("(?m)^process ([0-9]+)$");
    /** What is reported of a file after its name. */
    private static final Set<String> OF_ENTRY = Set.of("mode", "owner", "links", "content", "target");

    private static final String NO_STAMP = "@" + "-".repeat(24);

    /** A label and the bytes that belong to it, one char each. */
    record Part(String label, String bytes) {}

    /** Without stamps and process ids. */
    static Outcome of(List<Part> seen) {
        List<Part> parts = new ArrayList<>();
        String pid = "";
        int age = 0;
        for (Part part : seen) {
            switch (part.label()) {
                case "pid" -> pid = part.bytes();
                case "entry" -> {
                    int number = age;
                    String name = STAMP.matcher(part.bytes()).replaceFirst("@" + number);
                    age += name.equals(part.bytes()) ? 0 : 1;
                    parts.add(new Part("entry", name));
                }
                case "content" -> parts.add(new Part("content", withoutPid(withoutStamps(part.bytes()), pid)));
                default -> parts.add(new Part(part.label(), withoutStamps(part.bytes())));
            }
        }
        return new Outcome(parts);
    }

    /** Whether the process id of a probe is that of the process that was started. */
    private static String withoutPid(String text, String pid) {
        return PROCESS.matcher(text).replaceAll(match -> match.group(1).equals(pid) ? "the process" : "a child");
    }

    private static String withoutStamps(String text) {
        return STAMP.matcher(text).replaceAll(NO_STAMP);
    }

    /** With some parts changed. */
    Outcome with(String label, UnaryOperator<String> change) {
        return new Outcome(parts.stream()
                .map(part -> part.label().equals(label) ? new Part(label, change.apply(part.bytes())) : part)
                .toList());
    }

    /** With the content of one file changed. */
    Outcome withFile(String name, UnaryOperator<String> change) {
        List<Part> changed = new ArrayList<>();
        String entry = "";
        for (Part part : parts) {
            entry = part.label().equals("entry") ? part.bytes() : entry;
            boolean wanted = part.label().equals("content") && entry.equals(name);
            changed.add(wanted ? new Part(part.label(), change.apply(part.bytes())) : part);
        }
        return new Outcome(changed);
    }

    /** Without a file, by the end of its path. */
    Outcome withoutFile(String end) {
        List<Part> changed = new ArrayList<>();
        boolean skips = false;
        for (Part part : parts) {
            skips = part.label().equals("entry")
                    ? part.bytes().endsWith(end)
                    : skips && OF_ENTRY.contains(part.label());
            if (!skips) {
                changed.add(part);
            }
        }
        return new Outcome(changed);
    }

    /** The number of such lines. */
    long lines(String label) {
        return parts.stream()
                .filter(part -> part.label().equals(label))
                .mapToLong(part -> part.bytes().lines().count())
                .sum();
    }

    /** The last argument of the command line, with the zeros behind it. */
    String lastArgument() {
        String title = parts.stream()
                .filter(part -> part.label().equals("title"))
                .map(Part::bytes)
                .findFirst()
                .orElse("");
        int end = title.length();
        while (end > 0 && title.charAt(end - 1) == 0) {
            end--;
        }
        return title.substring(title.lastIndexOf('\0', Math.max(0, end - 1)) + 1);
    }

    /** Numbers for what the system numbers, in the order in which it is mentioned. */
    static String renumbered(String text, Pattern number, Map<String, String> known) {
        return number.matcher(text)
                .replaceAll(
                        (MatchResult match) -> known.computeIfAbsent(match.group(), group -> "number" + known.size()));
    }

    /** The differences, one per line: expected and actual. */
    String difference(Outcome actual) {
        StringBuilder difference = new StringBuilder();
        List<String> expected = named();
        List<String> found = actual.named();
        expected.stream()
                .filter(line -> !found.contains(line))
                .forEach(line -> difference.append("  original: ").append(line).append('\n'));
        found.stream()
                .filter(line -> !expected.contains(line))
                .forEach(line -> difference.append("  built:    ").append(line).append('\n'));
        return difference.isEmpty() ? "  another order\n" : difference.toString();
    }

    /** The parts, line by line, each with its label and the name of the file that it is about. */
    private List<String> named() {
        List<String> lines = new ArrayList<>();
        String entry = "";
        for (Part part : parts) {
            entry = part.label().equals("entry") ? printable(part.bytes()) + " " : entry;
            for (String line : part.bytes().split("(?<=\n)", -1)) {
                lines.add((part.label().equals("entry") ? "" : entry) + part.label() + " " + printable(line));
            }
        }
        return lines;
    }

    private static String printable(String bytes) {
        StringBuilder printable = new StringBuilder("\"");
        for (int i = 0; i < bytes.length() && i < LONGEST; i++) {
            char c = bytes.charAt(i);
            printable.append(c >= ' ' && c < 127 && c != '\\' ? String.valueOf(c) : "\\%03o".formatted((int) c));
        }
        String rest = "\"... " + bytes.length() + " bytes, hash code " + bytes.hashCode();
        return printable.append(bytes.length() > LONGEST ? rest : "\"").toString();
    }
}
