package io.daemontools.multilog;

import io.daemontools.cli.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line tells multilog to do with every line.
 *
 * @param stamped whether each line begins with the time: the first word is {@code t}
 * @param steps what is done with a line, in this order
 */
record Script(boolean stamped, List<Step> steps) {
    /** One thing done with a line. */
    sealed interface Step {}

    /** {@code +pattern} and {@code -pattern}: selects, or deselects, lines that match. */
    record Select(boolean selected, Pattern pattern) implements Step {}

    /** {@code e}: tells stderr. */
    record Alert() implements Step {}

    /** {@code =file}: keeps the newest line in a file. */
    record Status(String file) implements Step {}

    /** {@code ./dir} and {@code /dir}: keeps lines in a log directory. */
    record Log(LogSettings settings) implements Step {}

    /** Reads a script. A word's first character says what it is; words that begin otherwise say nothing. */
    static Script parse(Arguments arguments) {
        boolean stamped = arguments.size() > 0 && arguments.get(0).startsWith("t");
        List<Step> steps = new ArrayList<>();
        LogSettings settings = LogSettings.usual();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.isEmpty()) {
                continue;
            }
            String rest = word.substring(1);
            switch (word.charAt(0)) {
                case '+' -> steps.add(new Select(true, new Pattern(rest)));
                case '-' -> steps.add(new Select(false, new Pattern(rest)));
                case 'e' -> steps.add(new Alert());
                case '=' -> steps.add(new Status(rest));
                case 's' -> settings = settings.withSize(number(rest));
                case 'n' -> settings = settings.withFiles(number(rest));
                case '!' -> settings = settings.withProcessor(rest);
                case '.', '/' -> steps.add(new Log(settings.in(word)));
                default -> {}
            }
        }
        return new Script(stamped, steps);
    }

    /** The unsigned number a text begins with, wrapping at 64 bits; 0 if it begins with no digit. */
    static long number(String text) {
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                break;
            }
            number = number * 10 + (digit - '0');
        }
        return number;
    }
}
