package io.daemontools.tai64nlocal;

import io.daemontools.cli.Output;
import io.daemontools.posix.Limits;
import io.daemontools.time.LastSecond;
import io.daemontools.time.Tai64nParser;
import java.util.Arrays;

/** A label, read digit by digit: its text and its time. If there are more than 24 digits, the last ones count, as in 0.76. */
final class Label {
    /** The characters so far, copied unchanged if the label names no time. Usual labels are no longer. */
    private static final int MAX_LENGTH = 64 * 1024;

    private static final int INITIAL_SIZE = 64;

    private final Limits limits;
    private byte[] text = new byte[INITIAL_SIZE];
    private int longest = MAX_LENGTH;
    private int length;
    private final Tai64nParser time = new Tai64nParser();

    /** A label whose length is limited only by memory. */
    Label(Limits limits) {
        this.limits = limits;
    }

    /** Resets to a label that has just begun. */
    void clear() {
        text[0] = '@';
        length = 1;
        time.clear();
    }

    /** Adds a digit, 0 to 9 or a to f; false for any other character, which ends the label, and for too many digits. */
    boolean add(byte character) {
        if (!time.add(character) || (length == text.length && !grow())) {
            return false;
        }
        text[length++] = character;
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

    /** Seconds since 1970-01-01 00:00 UTC. */
    long seconds() {
        return time.seconds();
    }

    /** The last eight digits. */
    long nanoseconds() {
        return time.nanoseconds();
    }

    /** Stores the second, if this is a label of the usual length. */
    void store(LastSecond into) {
        if (length == LastSecond.LABEL) {
            into.set(text, 0);
        } else {
            into.forget();
        }
    }

    /** Writes the label unchanged. */
    void print(Output output) {
        output.put(text, 0, length);
    }
}
