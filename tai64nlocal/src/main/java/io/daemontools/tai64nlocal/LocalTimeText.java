package io.daemontools.tai64nlocal;

import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Local time as text, {@code YYYY-MM-DD HH:MM:SS.nnnnnnnnn}. The part before the dot is made once per second. */
final class LocalTimeText {
    private static final int YEAR = 0;
    private static final int MONTH = 1;
    private static final int DAY = 2;
    private static final int HOUR = 3;
    private static final int MINUTE = 4;
    private static final int SECOND = 5;
    private static final int NANOSECOND_DIGITS = 9;

    private final Posix posix;
    private final int[] fields = new int[6];
    private final byte[] reversed = new byte[20];
    private final byte[] text = new byte[48];
    private int length;
    private long second;
    private boolean known;

    LocalTimeText(Posix posix) {
        this.posix = posix;
    }

    /**
     * Becomes the text for a second.
     *
     * @param seconds since 1970-01-01 00:00 UTC
     * @return whether the calendar reaches that far
     */
    boolean set(long seconds) {
        if (!known || seconds != second) {
            known = compute(seconds);
            second = seconds;
        }
        return known;
    }

    /** Has the next second be computed, even if it is the same. */
    void forget() {
        known = false;
    }

    /** Writes it with a label's nanoseconds, which may be more than a second's. */
    void print(long nanoseconds, Output output) {
        int end = length;
        put(nanoseconds, NANOSECOND_DIGITS);
        output.put(text, 0, length);
        length = end;
    }

    /** Writes it with nanoseconds that are less than a second's. */
    void print(int nanoseconds, Output output) {
        byte[] into = text;
        int at = length + NANOSECOND_DIGITS - 1;
        int rest = nanoseconds;
        for (int pairs = NANOSECOND_DIGITS / 2; pairs > 0; pairs--) {
            int quotient = rest / 100;
            int pair = rest - quotient * 100;
            into[at] = (byte) ('0' + pair % 10);
            into[at - 1] = (byte) ('0' + pair / 10);
            rest = quotient;
            at -= 2;
        }
        into[at] = (byte) ('0' + rest);
        output.put(into, 0, length + NANOSECOND_DIGITS);
    }

    private boolean compute(long seconds) {
        try {
            posix.localTime(seconds, fields);
        } catch (PosixException ignored) {
            // The year is out of range for localtime(3).
            return false;
        }
        length = 0;
        put(fields[YEAR], 1);
        put('-', fields[MONTH]);
        put('-', fields[DAY]);
        put(' ', fields[HOUR]);
        put(':', fields[MINUTE]);
        put(':', fields[SECOND]);
        text[length++] = '.';
        return true;
    }

    private void put(char separator, int twoDigits) {
        text[length++] = (byte) separator;
        put(twoDigits, 2);
    }

    /** Adds a number, which is taken as unsigned, as 0.76 takes a year before the first. */
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
