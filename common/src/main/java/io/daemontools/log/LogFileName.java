package io.daemontools.log;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.time.Tai64nLabel;
import io.daemontools.time.Tai64nParser;

/**
 * The name of an old log file: the TAI64N label of the time when it was finished, a dot, and a code ({@link #SAFE} or
 * {@link #UNSAFE}).
 *
 * <p>Names are ordered by their labels. As in 0.76, any name of at least 25 bytes that begins with {@code @} is one, even
 * if it holds no valid label. An object holds one name after another, so that a program that lists a directory again and
 * again allocates none.
 */
public final class LogFileName implements CharSequence {
    /** The code of a file that is complete and on disk. */
    public static final char SAFE = 's';

    /** The code of a file that an outage left behind: its end may be missing. */
    public static final char UNSAFE = 'u';

    /** svlogd's code of what a processor writes. Then it gets the code {@link #SAFE}, and the file that was processed is removed. */
    public static final char BEING_PROCESSED = 't';

    private static final int LABEL = Tai64nLabel.TEXT;

    /** The first digit of the last label: TAI64 reserves seconds from 2^63 on. */
    private static final char LAST_FIRST_DIGIT = '7';

    private final StringBuilder text = new StringBuilder();
    private final byte[] label = new byte[LABEL];

    /**
     * Reads the name of a directory entry.
     *
     * @return whether it is the name of an old log file; if not, this object holds no name
     */
    public boolean read(DirectoryListing entry) {
        entry.name(text);
        return text.length() >= LABEL && text.charAt(0) == '@';
    }

    /** Becomes the name of a file that is finished at a wall clock reading, in nanoseconds since 1970. */
    public void set(long wallClock, char code) {
        Tai64nLabel.print(wallClock, label, 0);
        text.setLength(0);
        for (byte character : label) {
            text.append((char) character);
        }
        text.append('.').append(code);
    }

    /** Becomes the same name as another. */
    public void set(LogFileName other) {
        text.setLength(0);
        text.append(other.text);
    }

    /**
     * Whether a later label exists: the label consists of 24 hexadecimal digits, and is before the last one of TAI64, whose
     * seconds are less than 2^63. The nanoseconds may be too many.
     */
    public boolean canBeFollowed() {
        boolean last = text.charAt(1) == LAST_FIRST_DIGIT;
        for (int i = 1; i < LABEL; i++) {
            int digit = Tai64nLabel.digitValue(text.charAt(i));
            if (digit < 0) {
                return false;
            }
            last &= i == 1 || digit == Tai64nLabel.MAX_DIGIT;
        }
        return text.charAt(1) <= LAST_FIRST_DIGIT && !last;
    }

    /**
     * Makes this name newer than another, which {@link #canBeFollowed can be followed}. Unless it is newer already, it gets the
     * label that follows the other's as a number.
     */
    public void makeNewerThan(LogFileName other) {
        if (!other.isOlderThan(this)) {
            follow(other.text);
        }
    }

    private void follow(CharSequence other) {
        for (int i = LABEL - 1; i > 0; i--) {
            int digit = Tai64nLabel.digitValue(other.charAt(i));
            if (digit < Tai64nLabel.MAX_DIGIT) {
                for (int j = 0; j < i; j++) {
                    text.setCharAt(j, other.charAt(j));
                }
                text.setCharAt(i, Tai64nLabel.digit(digit + 1));
                for (int j = i + 1; j < LABEL; j++) {
                    text.setCharAt(j, '0');
                }
                return;
            }
        }
    }

    /** Whether this name's label is before another's. */
    public boolean isOlderThan(LogFileName other) {
        for (int i = 0; i < LABEL; i++) {
            if (text.charAt(i) != other.text.charAt(i)) {
                return text.charAt(i) < other.text.charAt(i);
            }
        }
        return false;
    }

    /**
     * Reads the time in the label.
     *
     * @return false if the label is not valid; {@code into} holds no time then
     */
    public boolean readTime(Tai64nParser into) {
        return into.read(text);
    }

    /** Whether the name has a code: it is exactly a label, a dot and that character. */
    public boolean hasCode(char code) {
        return text.length() == LABEL + 2 && text.charAt(LABEL) == '.' && text.charAt(LABEL + 1) == code;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
