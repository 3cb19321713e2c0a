package io.daemontools.tai64nlocal;

import io.daemontools.cli.Output;
import io.daemontools.posix.Limits;
import io.daemontools.time.Tai64nParser;
import java.util.Arrays;

/** A label that is read digit by digit: its text and its time. */
final class Label {
    /** All of it is kept until it has ended, to be given back if it names no time. Nobody writes longer ones. */
    private static final int LONGEST = 64 * 1024;

    private static final int USUAL = 64;

    private final Limits limits;
    private byte[] text = new byte[USUAL];
    private int longest = LONGEST;
    private int length;
    private final Tai64nParser time = new Tai64nParser();

    /** A label as long as memory allows. */
    Label(Limits limits) {
        this.limits = limits;
    }

    /** Becomes a label that has but begun. */
    void clear() {
        text[0] = '@';
        length = 1;
        time.clear();
    }

    /** Adds a digit, 0 to 9 or a to f; false for anything else, which ends the label, and for a digit too many. */
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

    /** Whether it is no label, but a line of digits. */
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
