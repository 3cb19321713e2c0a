package io.daemontools.svls;

import io.daemontools.posix.Clocks;
import io.daemontools.time.CivilDate;
import io.daemontools.time.Tai64nLabel;

/** Moments as text. The date is computed once for all moments of a day in a row. */
final class Times {
    private static final int DAY = 86_400;
    private static final int HOUR = 3600;
    private static final int MINUTE = 60;
    private static final int NANOSECOND_DIGITS = 9;

    private final CivilDate civil = new CivilDate();
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

    private void setDay(long daysSince1970) {
        if (daysSince1970 != day) {
            day = daysSince1970;
            civil.set(day);
            date.truncate(0);
            date.digits(civil.year(), 4).put('-');
            date.digits(civil.month(), 2).put('-');
            date.digits(civil.day(), 2);
        }
    }

    /** A moment of the wall clock as a TAI64N label. */
    void tai64n(long wallClock, Text into) {
        Tai64nLabel.print(wallClock, label, 0);
        into.put(label);
    }
}
