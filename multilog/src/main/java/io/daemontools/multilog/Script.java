package io.daemontools.multilog;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Decimal;
import java.util.ArrayList;
import java.util.List;

/**
 * multilog's arguments: the actions for every line.
 *
 * @param stamped whether each line gets a timestamp: the first argument is {@code t}
 * @param steps the actions, in their order
 */
record Script(boolean stamped, List<Step> steps) {
    static final int MIN_SIZE = 4096;
    static final long MAX_SIZE = Long.MAX_VALUE;
    static final long DEFAULT_SIZE = 99999;
    static final long MIN_FILES = 2;
    static final long DEFAULT_FILES = 10;

    /** One action. */
    sealed interface Step {}

    /** {@code +pattern} and {@code -pattern}: selects, or deselects, lines that match. */
    record Select(boolean selected, Pattern pattern) implements Step {}

    /** {@code e}: see {@link io.daemontools.multilog.Alert}. */
    record Alert() implements Step {}

    /** {@code =file}: see {@link StatusLineFile}. */
    record Status(String file) implements Step {}

    /**
     * {@code ./dir} and {@code /dir}: appends lines to a log directory.
     *
     * @param directory its name as in the script, which messages repeat
     * @param size the maximum size of a file in bytes, at least {@link #MIN_SIZE}
     * @param files the number of files, {@code current} included: unsigned, at least {@link #MIN_FILES}
     * @param processor the shell command that full files go through, or null
     */
    record Log(String directory, long size, long files, String processor) implements Step {}

    /** How many status files and log directories there are to open. */
    int opened() {
        int count = 0;
        for (Step step : steps) {
            if (step instanceof Status || step instanceof Log) {
                count++;
            }
        }
        return count;
    }

    /** Whether there are log directories with relative names. */
    boolean opensRelativeLogs() {
        for (Step step : steps) {
            if (step instanceof Log log && log.directory().charAt(0) != '/') {
                return true;
            }
        }
        return false;
    }

    /**
     * Parses a script. The first character of an argument determines its meaning. {@code s}, {@code n} and {@code !} apply
     * to the log directories that follow. Other arguments are ignored.
     */
    static Script parse(Arguments arguments) {
        boolean stamped = arguments.size() > 0 && arguments.get(0).startsWith("t");
        List<Step> steps = new ArrayList<>();
        long size = DEFAULT_SIZE;
        long files = DEFAULT_FILES;
        String processor = null;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.isEmpty()) {
                continue;
            }
            String rest = argument.substring(1);
            switch (argument.charAt(0)) {
                case '+' -> steps.add(new Select(true, new Pattern(rest)));
                case '-' -> steps.add(new Select(false, new Pattern(rest)));
                case 'e' -> steps.add(new Alert());
                case '=' -> steps.add(new Status(rest));
                case 's' -> size = sizeWithinLimits(Decimal.value(rest));
                case 'n' -> files = atLeastMinFiles(Decimal.value(rest));
                case '!' -> processor = rest;
                case '.', '/' -> steps.add(new Log(argument, size, files, processor));
                default -> {}
            }
        }
        return new Script(stamped, steps);
    }

    private static long sizeWithinLimits(long unsigned) {
        if (Long.compareUnsigned(unsigned, MIN_SIZE) < 0) {
            return MIN_SIZE;
        }
        return Long.compareUnsigned(unsigned, MAX_SIZE) < 0 ? unsigned : MAX_SIZE;
    }

    private static long atLeastMinFiles(long unsigned) {
        return Long.compareUnsigned(unsigned, MIN_FILES) < 0 ? MIN_FILES : unsigned;
    }
}
