package io.daemontools.tai64nlocal;

import io.daemontools.cli.Output;
import io.daemontools.posix.Limits;
import io.daemontools.time.Tai64nLabel;
import java.util.Arrays;

/** A label, read digit by digit. If there are more than 24 digits, the last ones count, as in 0.76. */
final class Label {
    /** The characters of a label. */
    static final String DIGITS = "0123456789abcdef";

    /** The characters so far, copied unchanged if the label names no time. Usual labels are no longer. */
    private static final int MAX_LENGTH = 64 * 1024;

    private static final int INITIAL_SIZE = 64;

    private final Limits limits;
    private byte[] text = new byte[INITIAL_SIZE];
    private int longest = MAX_LENGTH;
    private int length;
    private long seconds;
    private long nanoseconds;

    /** A label whose length is limited only by memory. */
    Label(Limits limits) {
        this.limits = limits;
    }

    /** Resets to a label that has just begun. */
    void clear() {
        text[0] = '@';
        length = 1;
        seconds = 0;
        nanoseconds = 0;
    }

    /** Adds a digit, 0 to 9 or a to f; false for any other character, which ends the label, and for too many digits. */
    boolean add(byte character) {
        int value = value(character);
        if (value < 0 || (length == text.length && !grow())) {
            return false;
        }
        text[length++] = character;
        seconds = (seconds << 4) + (nanoseconds >>> 28);
        nanoseconds = ((nanoseconds & 0xfffffff) << 4) + value;
        return true;
    }

    private boolean grow() {
        if (length < longest && !limits.canAllocate(2 * length)) {
            longest = length;
        }
        if (length < longest) {
            text = Arrays.copyOf(text, 2 * length);
        }
        return length < longest;
    }

    /** Whether this is too long for a label. */
    boolean tooLong() {
        return length == longest;
    }

    private static int value(byte character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        if (character >= 'a' && character <= 'f') {
            return character - 'a' + 10;
        }
        return -1;
    }

    /** Seconds since 1970-01-01 00:00 UTC. */
    long seconds() {
        return seconds - Tai64nLabel.EPOCH;
    }

    /** The last eight digits. */
    long nanoseconds() {
        return nanoseconds;
    }

    /** The number of characters, including the {@code @}. */
    int length() {
        return length;
    }

    /** Copies the first {@code count} characters. */
    void copy(byte[] into, int count) {
        System.arraycopy(text, 0, into, 0, count);
    }

    /** Writes the label unchanged. */
    void print(Output output) {
        output.put(text, 0, length);
    }
}
