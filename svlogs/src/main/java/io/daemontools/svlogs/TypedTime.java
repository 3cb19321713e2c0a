package io.daemontools.svlogs;

import io.daemontools.cli.Decimal;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.PosixException;
import io.daemontools.time.CivilDate;
import io.daemontools.time.Tai64nLabel;
import io.daemontools.time.Tai64nParser;

/**
 * Times as people type them: {@code 10min} or {@code 10 minutes ago}, {@code 14:05}, {@code 2026-11-26}, {@code 2026-11-26 14:05:30.5}, and such a time with
 * {@code Z} or an offset; {@code now}, {@code today}, {@code yesterday}; a TAI64N label.
 */
final class TypedTime {
    /** The result for a text that is no time. */
    static final long NONE = Long.MIN_VALUE;

    private static final int SHORT_LABEL = 17;
    private static final int MAX_DIGITS = 9;
    private static final int NANOSECOND_DIGITS = 9;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;
    private static final int WEEK = 7 * DAY;
    private static final String AGO = " ago";
    private static final int LAST_YEAR = 2261;
    private static final int MONTHS = 12;
    private static final int MAX_DAY = 31;

    private final Clocks clocks;
    private final int[] fields = new int[6];
    private String text = "";
    private int at;
    private long nanoseconds;
    private boolean isToday;

    TypedTime(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Nanoseconds since 1970, or {@link #NONE}. A time of day is that of today, or of yesterday if it is still to come. */
    long parse(String typed) {
        isToday = false;
        return parseText(typed);
    }

    /**
     * The same for the end of a period. A time of day that is still to come is that of today, unless that of yesterday is not before the
     * beginning, and this is yesterday, too.
     *
     * @param since the beginning in nanoseconds since 1970, or a negative number if there is none
     */
    long parseEnd(String typed, long since) {
        isToday = true;
        long today = parseText(typed);
        if (today == NONE || since < startOfDay(1) || since >= startOfDay(0)) {
            return today;
        }
        long recent = parse(typed);
        return recent >= since ? recent : today;
    }

    private long parseText(String typed) {
        text = typed;
        at = 0;
        nanoseconds = 0;
        if (typed.startsWith("@")) {
            return label();
        }
        return switch (typed) {
            case "now" -> clocks.wallClock();
            case "today" -> startOfDay(0);
            case "yesterday" -> startOfDay(1);
            default ->
                typed.length() > 2 && (typed.charAt(1) == ':' || typed.charAt(2) == ':') ? timeOfDay() : ageOrDate();
        };
    }

    private long label() {
        int digits = text.length() - 1;
        if (digits != SHORT_LABEL - 1 && digits != Tai64nLabel.TEXT - 1) {
            return NONE;
        }
        Tai64nParser label = new Tai64nParser();
        for (int i = 1; i <= digits; i++) {
            if (!label.add(text.charAt(i))) {
                return NONE;
            }
        }
        for (int i = digits; i < Tai64nLabel.TEXT - 1; i++) {
            label.add('0');
        }
        return label.hasWallClock() ? label.wallClock() : NONE;
    }

    private long ageOrDate() {
        int digits = Decimal.digits(text);
        if (digits == 0 || digits > MAX_DIGITS) {
            return NONE;
        }
        if (digits < text.length() && text.charAt(digits) == '-') {
            return date();
        }
        int unit = digits;
        while (unit < text.length() && text.charAt(unit) == ' ') {
            unit++;
        }
        int end = text.endsWith(AGO) ? text.length() - AGO.length() : text.length();
        long seconds = seconds(text.substring(unit, Math.max(unit, end)));
        long number = Decimal.value(text);
        long now = clocks.wallClock();
        if (seconds == 0) {
            return NONE;
        }
        long age = number * seconds;
        return age >= now / Clocks.SECOND ? 0 : now - age * Clocks.SECOND;
    }

    private static long seconds(String unit) {
        return switch (unit) {
            case "s", "sec", "second", "seconds" -> 1;
            case "m", "min", "minute", "minutes" -> MINUTE;
            case "h", "hour", "hours" -> HOUR;
            case "d", "day", "days" -> DAY;
            case "w", "week", "weeks" -> WEEK;
            default -> 0;
        };
    }

    private long startOfDay(int daysAgo) {
        long midnight = local(clocks.wallClock() / Clocks.SECOND, 0, daysAgo);
        return midnight == NONE ? NONE : midnight * Clocks.SECOND;
    }

    private long timeOfDay() {
        long inDay = clock();
        if (inDay < 0 || at < text.length()) {
            return NONE;
        }
        long now = clocks.wallClock();
        long today = local(now / Clocks.SECOND, inDay, 0);
        if (today == NONE) {
            return NONE;
        }
        long time = today * Clocks.SECOND + nanoseconds;
        return isToday || time <= now ? time : local(now / Clocks.SECOND, inDay, 1) * Clocks.SECOND + nanoseconds;
    }

    /** The second of a time in the local day of a moment, or so many days before. */
    private long local(long moment, long inDay, int daysBefore) {
        if (!localTime(moment)) {
            return NONE;
        }
        return toUtc((CivilDate.days(fields[0], fields[1], fields[2]) - daysBefore) * DAY + inDay);
    }

    private long date() {
        int year = number(4);
        int month = separated('-') ? number(2) : -1;
        int day = separated('-') ? number(2) : -1;
        if (year < 1970 || year > LAST_YEAR || month < 1 || month > MONTHS || day < 1 || day > MAX_DAY) {
            return NONE;
        }
        CivilDate date = new CivilDate();
        long days = CivilDate.days(year, month, day);
        date.set(days);
        if (date.month() != month) {
            return NONE;
        }
        long inDay = 0;
        if (at < text.length()) {
            if (!separated(' ') && !separated('T')) {
                return NONE;
            }
            inDay = clock();
            if (inDay < 0) {
                return NONE;
            }
        }
        long seconds = days * DAY + inDay;
        if (at == text.length()) {
            seconds = toUtc(seconds);
        } else {
            long offset = offset();
            if (offset == NONE || at < text.length()) {
                return NONE;
            }
            seconds -= offset;
        }
        return seconds == NONE ? NONE : Math.max(0, seconds) * Clocks.SECOND + nanoseconds;
    }

    /** {@code HH:MM}, {@code HH:MM:SS} or {@code HH:MM:SS.nnnnnnnnn}. Returns a negative number if it is none. */
    private long clock() {
        int hour = number(2);
        int minute = separated(':') ? number(2) : -1;
        int second = 0;
        if (separated(':')) {
            second = number(2);
            if (separated('.') && !fraction()) {
                return -1;
            }
        }
        boolean valid = hour >= 0 && hour <= 23 && minute >= 0 && minute < MINUTE && second >= 0 && second <= MINUTE;
        return valid ? hour * HOUR + minute * MINUTE + second : -1;
    }

    private boolean fraction() {
        int digits = 0;
        while (at < text.length() && digit() >= 0 && digits < NANOSECOND_DIGITS) {
            nanoseconds = nanoseconds * 10 + digit();
            at++;
            digits++;
        }
        for (int i = digits; i < NANOSECOND_DIGITS; i++) {
            nanoseconds *= 10;
        }
        return digits > 0;
    }

    private int digit() {
        char c = text.charAt(at);
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }

    private long offset() {
        if (separated('Z')) {
            return 0;
        }
        boolean negative = separated('-');
        if (!negative && !separated('+')) {
            return NONE;
        }
        int hours = number(2);
        separated(':');
        int minutes = number(2);
        if (hours < 0 || minutes < 0 || minutes >= MINUTE) {
            return NONE;
        }
        int offset = hours * HOUR + minutes * MINUTE;
        return negative ? -offset : offset;
    }

    /** A number of at most so many digits, or -1. */
    private int number(int digits) {
        int value = 0;
        int from = at;
        while (at < text.length() && at - from < digits && digit() >= 0) {
            value = value * 10 + digit();
            at++;
        }
        return at > from ? value : -1;
    }

    private boolean separated(char separator) {
        if (at < text.length() && text.charAt(at) == separator) {
            at++;
            return true;
        }
        return false;
    }

    /**
     * The moment with a local time, given as if it were UTC. Of two, the first one. A time that a change of the clock leaves out is taken as
     * after the change.
     */
    private long toUtc(long civil) {
        long early = offsetAt(civil - DAY);
        long late = offsetAt(civil + DAY);
        if (early == NONE || late == NONE) {
            return NONE;
        }
        long first = civil - early;
        return offsetAt(first) == early || offsetAt(civil - late) != late ? first : civil - late;
    }

    private long offsetAt(long moment) {
        if (!localTime(moment)) {
            return NONE;
        }
        int inDay = fields[3] * HOUR + fields[4] * MINUTE + fields[5];
        long civil = CivilDate.days(fields[0], fields[1], fields[2]) * DAY + inDay;
        return civil - moment;
    }

    private boolean localTime(long moment) {
        try {
            clocks.localTime(moment, fields);
            return true;
        } catch (PosixException ignored) {
            // The year is out of range for localtime(3).
            return false;
        }
    }
}
