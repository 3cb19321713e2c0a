package io.daemontools.tai64nlocal;

import io.daemontools.cli.Output;
import io.daemontools.posix.Limits;
import io.daemontools.time.Tai64nLabel;
import java.util.Arrays;

/** A label as it is read, digit by digit. Of more than 24 digits the last ones count, as in 0.76. */
final class Label {
    /** What a label is made of. */
    static final String DIGITS = "0123456789abcdef";

    /** All of it is kept until it has ended, to be given back if it names no time. Nobody writes longer ones. */
    private static final int MAX_LENGTH = 64 * 1024;

    private static final int INITIAL_SIZE = 64;

    private final Limits limits;
    private byte[] text = new byte[INITIAL_SIZE];
    private int longest = MAX_LENGTH;
    private int length;
    private long seconds;
    private long nanoseconds;

    /** A label as long as memory allows. */
    Label(Limits limits) {
        this.limits = limits;
    }

    /** Becomes a label that has but begun. */
    void clear() {
        text[0] = '@';
        length = 1;
        seconds = 0;
        nanoseconds = 0;
    }

    /** Adds a digit, 0 to 9 or a to f; false for anything else, which ends the label, and for a digit too many. */
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

    /** Whether it is no label, but a line of digits. */
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

    /** How many characters it has, the {@code @} included. */
    int length() {
        return length;
    }

    /** Copies as many of its characters, from the first. */
    void copy(byte[] into, int count) {
        System.arraycopy(text, 0, into, 0, count);
    }

    /** Writes it as it was read. */
    void print(Output output) {
        output.put(text, 0, length);
    }
}
