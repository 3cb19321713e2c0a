package io.daemontools.simulation.explore;

import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.FileSystem;
import io.daemontools.simulation.file.RegularFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of the log of {@link LoggedService}, oldest first, and their lines. */
final class LogContents {
    private static final int START_WIDTH = 19;
    private static final int NUMBER_END = 26;

    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final boolean ordered;
    private boolean afterFinished;
    private String flaw;

    /**
     * Reads the log.
     *
     * @param ordered whether a file that is not complete may lack its end, but nothing else
     */
    LogContents(FileSystem system, boolean ordered) {
        this.ordered = ordered;
        if (system.get(LoggedService.LOG) instanceof Directory directory) {
            Map<String, String> old = new TreeMap<>();
            for (String name : directory.names()) {
                if (name.startsWith("@") && directory.get(name) instanceof RegularFile file) {
                    old.put(name, file.text());
                }
            }
            files.putAll(old);
            for (String name : List.of("previous", "current")) {
                if (directory.get(name) instanceof RegularFile file) {
                    files.put(name, file.text());
                }
            }
        }
        files.forEach(this::read);
    }

    private void read(String name, String text) {
        boolean finished = name.endsWith(".s");
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            String line = end < 0 ? text.substring(from) : text.substring(from, end + 1);
            if (isWhole(line)) {
                if (from == 0 ? afterFinished : finished) {
                    checkFollows(line, name);
                }
                lines.add(line);
            } else if (finished || (ordered && end >= 0 && end + 1 < text.length())) {
                flaw("a torn line in " + name + " at " + from);
            }
            from += line.length();
        }
        afterFinished = finished && from > 0;
    }

    private void checkFollows(String line, String name) {
        String before = lines.get(lines.size() - 1);
        if (before.substring(0, START_WIDTH).equals(line.substring(0, START_WIDTH))
                && number(line) > number(before) + 1) {
            flaw("a gap in " + name);
        }
    }

    private static boolean isWhole(String line) {
        return line.length() == LoggedService.LINE
                && line.chars().limit(NUMBER_END).allMatch(c -> c == ' ' || Character.isDigit(c))
                && line.equals(LoggedService.line(Long.parseLong(line.substring(0, START_WIDTH)), number(line)));
    }

    static int number(String line) {
        return Integer.parseInt(line.substring(START_WIDTH + 1, NUMBER_END));
    }

    private void flaw(String text) {
        flaw = flaw == null ? text : flaw;
    }

    /** The whole lines, in the order of the files. */
    List<String> lines() {
        return lines;
    }

    /**
     * The first thing that is wrong, or null: a line that is not whole, but at the end of a file that is not complete; a gap in a complete
     * file, or after it; a line that is there twice, or not after the one before.
     */
    String flaw() {
        if (new HashSet<>(lines).size() < lines.size()) {
            flaw("a line twice");
        }
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).compareTo(lines.get(i - 1)) < 0) {
                flaw("lines not in order: " + lines.get(i).substring(0, NUMBER_END));
            }
        }
        return flaw;
    }

    /** The files with their sizes. */
    @Override
    public String toString() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        files.forEach((name, text) -> sizes.put(name, text.length()));
        return sizes.toString();
    }
}
