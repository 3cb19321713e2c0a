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

    /** Writes a label's local time; false, and nothing written, if the calendar does not reach that far. */
    boolean print(Label label, Output output) {
        if ((!known || label.seconds() != second) && !compute(label.seconds())) {
            return false;
        }
        int end = length;
        put(label.nanoseconds(), NANOSECOND_DIGITS);
        output.put(text, 0, length);
        length = end;
        return true;
    }

    private boolean compute(long seconds) {
        known = false;
        try {
            posix.localTime(seconds, fields);
        } catch (PosixException outOfRange) {
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
        second = seconds;
        known = true;
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
