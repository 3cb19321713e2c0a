package io.daemontools.time;

import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Local time as text with nanoseconds, {@code YYYY-MM-DD HH:MM:SS.nnnnnnnnn}. The part before the dot is formatted once per second. */
public final class TimeText {
    /** No text is longer: a year has up to 20 digits. A constant that is a power of two is copied without a loop. */
    public static final int MAX_LENGTH = 64;

    private static final int YEAR = 0;
    private static final int MONTH = 1;
    private static final int DAY = 2;
    private static final int HOUR = 3;
    private static final int MINUTE = 4;
    private static final int SECOND = 5;
    private static final int NANOSECOND_DIGITS = 9;
    private static final int EIGHT_DIGITS = 100_000_000;

    private final Posix posix;
    private final int[] fields = new int[6];
    private final byte[] reversed = new byte[20];
    private final byte[] text = new byte[MAX_LENGTH];
    private int length;
    private long second;
    private boolean known;

    /** Local time as the system has it. */
    public TimeText(Posix posix) {
        this.posix = posix;
    }

    /**
     * Sets the second.
     *
     * @param seconds since 1970-01-01 00:00 UTC
     * @return whether the calendar reaches that far
     */
    public boolean set(long seconds) {
        if (!known || seconds != second) {
            known = compute(seconds);
            second = seconds;
        }
        return known;
    }

    /** Discards the cached second, so that the next one is computed even if it is the same. */
    public void forget() {
        known = false;
    }

    /** Writes the text with a label's nanoseconds, which may exceed a second. */
    public void print(long nanoseconds, Output output) {
        int end = length;
        put(nanoseconds, NANOSECOND_DIGITS);
        output.put(text, 0, length);
        length = end;
    }

    /**
     * Puts the text with less than a second of nanoseconds at {@code at}, where there must be room for {@link #MAX_LENGTH} bytes.
     *
     * @return where it ends
     */
    public int put(int nanoseconds, byte[] into, int at) {
        posix.copy(text, 0, into, at, MAX_LENGTH);
        int digits = at + length;
        int highest = nanoseconds / EIGHT_DIGITS;
        into[digits] = (byte) ('0' + highest);
        posix.putLong(into, digits + 1, Digits.decimal(nanoseconds - highest * EIGHT_DIGITS));
        return digits + NANOSECOND_DIGITS;
    }

    private boolean compute(long seconds) {
        try {
            posix.localTime(seconds, fields);
        } catch (PosixException ignored) {
            // The year is out of range for localtime(3).
            return false;
        }
        format();
        return true;
    }

    private void format() {
        length = 0;
        put(fields[YEAR], 1);
        put('-', fields[MONTH]);
        put('-', fields[DAY]);
        put(' ', fields[HOUR]);
        put(':', fields[MINUTE]);
        put(':', fields[SECOND]);
        text[length++] = '.';
    }

    private void put(char separator, int twoDigits) {
        text[length++] = (byte) separator;
        put(twoDigits, 2);
    }

    /** Adds a number as unsigned, as 0.76 does with a negative year. */
    private void put(long number, int leastDigits) {
        int digits = 0;
        for (long rest = number; rest != 0 || digits < leastDigits; rest = Long.divideUnsigned(rest, 10)) {
            reversed[digits++] = (byte) ('0' + Long.remainderUnsigned(rest, 10));
        }
        while (digits > 0) {
            text[length++] = reversed[--digits];
        }
    }
}
