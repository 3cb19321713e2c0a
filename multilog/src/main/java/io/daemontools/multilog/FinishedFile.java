package io.daemontools.multilog;

import io.daemontools.time.Tai64nLabel;

/** The names of a log directory's finished files: the time it was finished as a TAI64N label, a dot, a code. */
final class FinishedFile {
    /** The code of a file that is complete and safely on disk. */
    static final char SAFE = 's';

    /** The code of a file left behind by an outage. */
    static final char UNSAFE = 'u';

    private static final String DIGITS = "0123456789abcdef";

    private FinishedFile() {}

    /**
     * Replaces a text by the name of a file finished at a wall clock reading.
     *
     * @param label the label's bytes, {@link Tai64nLabel#TEXT} of them, to be overwritten
     */
    static void name(long wallClock, char code, byte[] label, StringBuilder name) {
        Tai64nLabel.print(wallClock, label, 0);
        name.setLength(0);
        for (byte character : label) {
            name.append((char) character);
        }
        name.append('.').append(code);
    }

    /**
     * Gives a name the label that comes next after another name's. Text is counted up, so that it need not be a time; a
     * name without digits to count with stays as it is.
     */
    static void follow(CharSequence other, StringBuilder name) {
        for (int i = Tai64nLabel.TEXT - 1; i > 0; i--) {
            int digit = DIGITS.indexOf(other.charAt(i));
            if (digit < 0) {
                return;
            }
            if (digit < DIGITS.length() - 1) {
                for (int j = 0; j < i; j++) {
                    name.setCharAt(j, other.charAt(j));
                }
                name.setCharAt(i, DIGITS.charAt(digit + 1));
                for (int j = i + 1; j < Tai64nLabel.TEXT; j++) {
                    name.setCharAt(j, '0');
                }
                return;
            }
        }
    }

    /** Whether a name is a finished file's: an {@code @} and as long as a label, as 0.76 tells them. */
    static boolean is(CharSequence name) {
        return name.length() >= Tai64nLabel.TEXT && name.charAt(0) == '@';
    }

    /** Whether one finished file is older than another, by their labels. */
    static boolean older(CharSequence name, CharSequence other) {
        for (int i = 0; i < Tai64nLabel.TEXT; i++) {
            if (name.charAt(i) != other.charAt(i)) {
                return name.charAt(i) < other.charAt(i);
            }
        }
        return false;
    }
}
