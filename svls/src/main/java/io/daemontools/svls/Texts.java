package io.daemontools.svls;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Clocks;
import io.daemontools.service.RunEnd;
import io.daemontools.service.ServiceProblem;
import io.daemontools.time.Tai64nLabel;

/** Times, ends, sizes and names as texts. */
final class Texts {
    private static final String[] SIGNALS = {
        null, "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", null, "FPE", "KILL", null, "SEGV", null, "PIPE", "ALRM",
        "TERM"
    };

    private static final int UNIT_LIMIT = 100;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;
    private static final int KILO = 1024;
    private static final int DELETE = 0x7f;
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

    private Texts() {}

    /** A time that has passed, in at most five characters. */
    static String age(long nanoseconds) {
        long seconds = Math.max(0, nanoseconds) / Clocks.SECOND;
        if (seconds < UNIT_LIMIT) {
            return seconds + "s";
        }
        if (seconds < UNIT_LIMIT * MINUTE) {
            return seconds / MINUTE + "m";
        }
        return seconds < UNIT_LIMIT * HOUR ? seconds / HOUR + "h" : seconds / DAY + "d";
    }

    /** A size in bytes, in at most five characters. */
    static String size(long bytes) {
        String units = "KMGTPE";
        long kilobytes = bytes / KILO;
        int unit = 0;
        while (kilobytes >= 10 * KILO && unit < units.length() - 1) {
            kilobytes /= KILO;
            unit++;
        }
        return kilobytes + units.substring(unit, unit + 1);
    }

    /** How a service has ended. */
    static String end(RunEnd end) {
        if (!end.statusKnown()) {
            return "unknown";
        }
        return end.status().crashed()
                ? signal(end.status().signal())
                : "exit " + end.status().exitCode();
    }

    /** The name of a signal that has the same number on all systems; of another one the number. */
    static String signal(int number) {
        String name = number < SIGNALS.length ? SIGNALS[number] : null;
        return name == null ? "signal " + number : name;
    }

    /** Why a service directory cannot be read. */
    static String problem(ServiceProblem problem) {
        return problem.badFormat()
                ? "unable to read supervise/status: bad format"
                : "unable to " + problem.step().text() + ": " + problem.errno().text();
    }

    /** A name for a terminal: bytes that are no printable ASCII characters, and backslashes, as {@code \xNN}. */
    static String printable(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c >= DELETE || c == '\\') {
                text.append("\\x");
                hex((c >> 4) & Tai64nLabel.MAX_DIGIT, text);
                hex(c & Tai64nLabel.MAX_DIGIT, text);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    static void hex(int digit, StringBuilder into) {
        into.append(Tai64nLabel.digit(digit));
    }

    /** A time as RFC 3339 writes it, in UTC, with nanoseconds. */
    static String rfc3339(long wallClock) {
        long seconds = Math.floorDiv(wallClock, Clocks.SECOND);
        int days = (int) Math.floorDiv(seconds, (long) DAY);
        int inDay = (int) Math.floorMod(seconds, (long) DAY);
        StringBuilder text = new StringBuilder();
        putDate(days, text);
        text.append('T');
        put(inDay / HOUR, 2, text);
        text.append(':');
        put(inDay % HOUR / MINUTE, 2, text);
        text.append(':');
        put(inDay % MINUTE, 2, text);
        text.append('.');
        put((int) Math.floorMod(wallClock, Clocks.SECOND), NANOSECOND_DIGITS, text);
        return text.append('Z').toString();
    }

    /** Counts in years that begin in March, so that a leap day is the last one, and in eras of 400 of them. */
    private static void putDate(int daysSince1970, StringBuilder text) {
        int days = daysSince1970 + DAYS_TO_EPOCH;
        int era = Math.floorDiv(days, DAYS_OF_ERA);
        int ofEra = Math.floorMod(days, DAYS_OF_ERA);
        int year = (ofEra - ofEra / DAYS_OF_FOUR_YEARS + ofEra / DAYS_OF_CENTURY - ofEra / (DAYS_OF_ERA - 1))
                / DAYS_OF_YEAR;
        int ofYear = ofEra - (DAYS_OF_YEAR * year + year / 4 - year / 100);
        int month = (5 * ofYear + 2) / DAYS_OF_FIVE_MONTHS;
        int day = ofYear - (DAYS_OF_FIVE_MONTHS * month + 2) / 5 + 1;
        boolean next = month >= MONTHS_AFTER_MARCH;
        put(era * YEARS_OF_ERA + year + (next ? 1 : 0), 4, text);
        text.append('-');
        put(next ? month + MARCH - MONTHS : month + MARCH, 2, text);
        text.append('-');
        put(day, 2, text);
    }

    private static void put(int number, int digits, StringBuilder text) {
        String decimal = Integer.toString(number);
        for (int i = decimal.length(); i < digits; i++) {
            text.append('0');
        }
        text.append(decimal);
    }

    /** A time as a TAI64N label. */
    static String tai64n(long wallClock) {
        byte[] label = new byte[Tai64nLabel.TEXT];
        Tai64nLabel.print(wallClock, label, 0);
        return Bytes.text(label, label.length);
    }
}
