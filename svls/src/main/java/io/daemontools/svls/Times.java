package io.daemontools.svls;

import io.daemontools.posix.Clocks;
import io.daemontools.time.Tai64nLabel;

/** Moments as text. The date is computed once for all moments of a day in a row. */
final class Times {
    private static final int DAY = 86_400;
    private static final int HOUR = 3600;
    private static final int MINUTE = 60;
    private static final int DAYS_TO_EPOCH = 719_468;
    private static final int DAYS_OF_ERA = 146_097;
    private static final int DAYS_OF_CENTURY = 36_524;
    private static final int DAYS_OF_FOUR_YEARS = 1460;
    private static final int DAYS_OF_YEAR = 365;
    private static final int YEARS_OF_ERA = 400;
    private static final int DAYS_OF_FIVE_MONTHS = 153;
    private static final int MARCH = 3;
    private static final int MONTHS_AFTER_MARCH = 10;
    private static final int MONTHS = 12;
    private static final int NANOSECOND_DIGITS = 9;

    private final Text date = new Text();
    private final byte[] label = new byte[Tai64nLabel.TEXT];
    private long day = -1;

    /** A moment of the wall clock as RFC 3339 writes it, in UTC, with nanoseconds. */
    void rfc3339(long wallClock, Text into) {
        seconds(wallClock, into);
        into.put('.')
                .digits(Math.floorMod(wallClock, Clocks.SECOND), NANOSECOND_DIGITS)
                .put('Z');
    }

    /** The same without a part of a second. */
    void rfc3339InSeconds(long wallClock, Text into) {
        seconds(wallClock, into);
        into.put('Z');
    }

    private void seconds(long wallClock, Text into) {
        long seconds = Math.floorDiv(wallClock, Clocks.SECOND);
        int inDay = (int) Math.floorMod(seconds, (long) DAY);
        setDay(Math.floorDiv(seconds, (long) DAY));
        into.put(date).put('T').digits(inDay / HOUR, 2);
        into.put(':').digits(inDay % HOUR / MINUTE, 2);
        into.put(':').digits(inDay % MINUTE, 2);
    }

    /** Counts in years that begin in March, so that a leap day is the last one, and in eras of 400 of them. */
    private void setDay(long daysSince1970) {
        if (daysSince1970 == day) {
            return;
        }
        day = daysSince1970;
        int days = (int) daysSince1970 + DAYS_TO_EPOCH;
        int era = Math.floorDiv(days, DAYS_OF_ERA);
        int ofEra = Math.floorMod(days, DAYS_OF_ERA);
        int year = (ofEra - ofEra / DAYS_OF_FOUR_YEARS + ofEra / DAYS_OF_CENTURY - ofEra / (DAYS_OF_ERA - 1))
                / DAYS_OF_YEAR;
        int ofYear = ofEra - (DAYS_OF_YEAR * year + year / 4 - year / 100);
        int month = (5 * ofYear + 2) / DAYS_OF_FIVE_MONTHS;
        int dayOfMonth = ofYear - (DAYS_OF_FIVE_MONTHS * month + 2) / 5 + 1;
        boolean next = month >= MONTHS_AFTER_MARCH;
        date.truncate(0);
        date.digits(era * YEARS_OF_ERA + year + (next ? 1 : 0), 4).put('-');
        date.digits(next ? month + MARCH - MONTHS : month + MARCH, 2).put('-');
        date.digits(dayOfMonth, 2);
    }

    /** A moment of the wall clock as a TAI64N label. */
    void tai64n(long wallClock, Text into) {
        Tai64nLabel.print(wallClock, label, 0);
        into.put(label);
    }
}
