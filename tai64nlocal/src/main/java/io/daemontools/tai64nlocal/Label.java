package io.daemontools.tai64nlocal;

import io.daemontools.cli.Output;
import io.daemontools.time.Tai64n;

/** A label as it is read, digit by digit. Of more than 24 digits the last ones count, as in 0.76. */
final class Label {
    /** As many digits as can be given back when they name no time. */
    private static final int REMEMBERED = 1024;

    private final byte[] digits = new byte[REMEMBERED];
    private int count;
    private long seconds;
    private long nanoseconds;

    void clear() {
        count = 0;
        seconds = 0;
        nanoseconds = 0;
    }

    /** Adds a digit, 0 to 9 or a to f; false for anything else, which ends the label. */
    boolean add(byte character) {
        int value = value(character);
        if (value < 0) {
            return false;
        }
        if (count < REMEMBERED) {
            digits[count++] = character;
        }
        seconds = (seconds << 4) + (nanoseconds >>> 28);
        nanoseconds = ((nanoseconds & 0xfffffff) << 4) + value;
        return true;
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
        return seconds - Tai64n.EPOCH;
    }

    /** The last eight digits. */
    long nanoseconds() {
        return nanoseconds;
    }

    /** Writes it as it was read. */
    void print(Output output) {
        output.put((byte) '@');
        output.put(digits, 0, count);
    }
}
