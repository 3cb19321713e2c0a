package io.daemontools.time;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Clocks;

/**
 * TAI64N labels: 8 bytes of seconds and 4 of nanoseconds, big-endian, and their text form, {@code @} and 24 hex digits.
 *
 * <p>The format is described at <a href="https://cr.yp.to/libtai/tai64.html">cr.yp.to/libtai/tai64.html</a>. Like 0.76 it
 * counts no leap seconds: a second is the UNIX second plus 2^62 plus 10.
 */
public final class Tai64nLabel {
    /** A packed label's size in bytes. */
    public static final int PACKED = 12;

    /** A label's size as text, the {@code @} included. */
    public static final int TEXT = 25;

    /** The label's second at the UNIX epoch. */
    public static final long EPOCH = (1L << 62) + 10;

    /** The greatest value of a digit. */
    public static final int MAX_DIGIT = 15;

    private Tai64nLabel() {}

    /** The digit with a value of 0 to {@link #MAX_DIGIT}. */
    public static char digit(int value) {
        return Bytes.hexDigit(value);
    }

    /** The value of a digit, 0 to 9 or a to f; -1 for any other character. */
    public static int digitValue(int character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        if (character >= 'a' && character <= 'f') {
            return character - 'a' + 10;
        }
        return -1;
    }

    /** The label's second at a wall clock reading in nanoseconds since 1970. */
    public static long seconds(long wallClock) {
        return EPOCH + Math.floorDiv(wallClock, Clocks.SECOND);
    }

    /** Puts the packed label of a wall clock reading at {@code offset}. */
    public static void pack(long wallClock, byte[] into, int offset) {
        long seconds = seconds(wallClock);
        int nanoseconds = (int) Math.floorMod(wallClock, Clocks.SECOND);
        for (int i = 0; i < 8; i++) {
            into[offset + i] = (byte) (seconds >>> (56 - 8 * i));
        }
        for (int i = 0; i < 4; i++) {
            into[offset + 8 + i] = (byte) (nanoseconds >>> (24 - 8 * i));
        }
    }

    /** The seconds of the packed label at {@code offset}; an unsigned number. */
    public static long unpackSeconds(byte[] from, int offset) {
        long seconds = 0;
        for (int i = 0; i < 8; i++) {
            seconds = (seconds << 8) | (from[offset + i] & 0xff);
        }
        return seconds;
    }

    /** The wall clock reading of the packed label at {@code offset}; 0 if there is none, before 1970 or after 2262. */
    public static long unpack(byte[] from, int offset) {
        long seconds = unpackSeconds(from, offset) - EPOCH;
        long nanoseconds = 0;
        for (int i = 8; i < PACKED; i++) {
            nanoseconds = (nanoseconds << 8) | (from[offset + i] & 0xff);
        }
        boolean readable = seconds >= 0 && seconds < Long.MAX_VALUE / Clocks.SECOND && nanoseconds < Clocks.SECOND;
        return readable ? seconds * Clocks.SECOND + nanoseconds : 0;
    }

    /** Puts the label of a wall clock reading as text at {@code offset}. */
    public static void print(long wallClock, byte[] into, int offset) {
        long seconds = seconds(wallClock);
        int nanoseconds = (int) Math.floorMod(wallClock, Clocks.SECOND);
        into[offset] = '@';
        for (int i = 0; i < 16; i++) {
            into[offset + 1 + i] = (byte) digit((int) (seconds >>> (60 - 4 * i)) & MAX_DIGIT);
        }
        for (int i = 0; i < 8; i++) {
            into[offset + 17 + i] = (byte) digit(nanoseconds >>> (28 - 4 * i) & MAX_DIGIT);
        }
    }
}
