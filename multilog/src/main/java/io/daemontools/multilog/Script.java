package io.daemontools.multilog;

import io.daemontools.cli.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * multilog's arguments: the actions for every line.
 *
 * @param stamped whether each line gets a timestamp: the first argument is {@code t}
 * @param steps the actions, in their order
 */
record Script(boolean stamped, List<Step> steps) {
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
     */
    record Log(String directory, LogOptions options) implements Step {}

    /**
     * {@code 1}: see {@link StandardOutput}.
     *
     * @param prefix put before each line, {@code p}
     * @param json whether each line is a JSON object, {@code j}
     */
    record Copy(String prefix, boolean json) implements Step {}

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
     * Parses a script. The first character of an argument determines its meaning. Those of {@link LogOptions} apply to the log directories
     * that follow, {@code p} and {@code j} to the copies that follow. Other arguments are ignored.
     */
    static Script parse(Arguments arguments) {
        boolean stamped = arguments.size() > 0 && arguments.get(0).startsWith("t");
        List<Step> steps = new ArrayList<>();
        LogOptions options = new LogOptions();
        String prefix = "";
        boolean json = false;
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
                case '.', '/' -> steps.add(new Log(argument, options.copy()));
                case 'p' -> prefix = rest;
                case 'j' -> json |= rest.isEmpty();
                case '1' -> {
                    if (rest.isEmpty()) {
                        steps.add(new Copy(prefix, json));
                    }
                }
                default -> options.read(argument);
            }
        }
        return new Script(stamped, steps);
    }
}
