package io.daemontools.time;

import io.daemontools.posix.Memory;

/**
 * A time in UTC as RFC 3339 writes it, with nanoseconds: {@code YYYY-MM-DDTHH:MM:SS.nnnnnnnnnZ}. The part before the dot is formatted once
 * per second.
 */
public final class UtcText {
    /** The size in bytes. */
    public static final int LENGTH = 30;

    private static final int NANOSECONDS_AT = 20;
    private static final int EIGHT_DIGITS = 100_000_000;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;

    /** The last second of the year 9999. */
    private static final long MAX_SECONDS = 253_402_300_799L;

    private final Memory memory;
    private final CivilDate date = new CivilDate();
    private final byte[] text = new byte[LENGTH];
    private long second = -1;

    /** Has no time yet. */
    public UtcText(Memory memory) {
        this.memory = memory;
        text[4] = '-';
        text[7] = '-';
        text[10] = 'T';
        text[13] = ':';
        text[16] = ':';
        text[NANOSECONDS_AT - 1] = '.';
        text[LENGTH - 1] = 'Z';
    }

    /**
     * Sets the second.
     *
     * @param seconds since 1970-01-01 00:00 UTC
     * @return whether it can be written: it is in the years 1970 to 9999
     */
    public boolean set(long seconds) {
        if (seconds < 0 || seconds > MAX_SECONDS) {
            return false;
        }
        if (seconds != second) {
            second = seconds;
            format(seconds / DAY, (int) (seconds % DAY));
        }
        return true;
    }

    private void format(long day, int inDay) {
        date.set(day);
        twoDigits(date.year() / 100, 0);
        twoDigits(date.year() % 100, 2);
        twoDigits(date.month(), 5);
        twoDigits(date.day(), 8);
        twoDigits(inDay / HOUR, 11);
        twoDigits(inDay / MINUTE % MINUTE, 14);
        twoDigits(inDay % MINUTE, 17);
    }

    private void twoDigits(int number, int at) {
        text[at] = (byte) ('0' + number / 10);
        text[at + 1] = (byte) ('0' + number % 10);
    }

    /**
     * Puts the text at {@code at}, where there must be room for {@link #LENGTH} bytes.
     *
     * @param nanoseconds less than a second
     */
    public void put(int nanoseconds, byte[] into, int at) {
        int highest = nanoseconds / EIGHT_DIGITS;
        text[NANOSECONDS_AT] = (byte) ('0' + highest);
        memory.putLong(text, NANOSECONDS_AT + 1, Digits.decimal(nanoseconds - highest * EIGHT_DIGITS));
        memory.copy(text, 0, into, at, LENGTH);
    }
}
