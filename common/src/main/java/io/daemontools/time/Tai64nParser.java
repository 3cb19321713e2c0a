package io.daemontools.time;

import io.daemontools.posix.Clocks;

/**
 * Reads a label, or its hexadecimal digits one by one after the {@code @}. Of more than 24 digits the last 24 count, as in
 * 0.76; fewer are read as if zeros came before them.
 */
public final class Tai64nParser {
    /** Nanoseconds since 1970 have 64 bits, and those of a label may be more than four seconds. */
    private static final long LAST_SECOND = Long.MAX_VALUE / Clocks.SECOND - 5;

    private long seconds;
    private long nanoseconds;

    /** Starts a new label. */
    public void clear() {
        seconds = 0;
        nanoseconds = 0;
    }

    /** Adds a digit, 0 to 9 or a to f. Returns false, and adds nothing, for any other character. */
    public boolean add(int character) {
        int value = Tai64nLabel.digitValue(character);
        if (value < 0) {
            return false;
        }
        seconds = (seconds << 4) + (nanoseconds >>> 28);
        nanoseconds = ((nanoseconds & 0xfffffff) << 4) + value;
        return true;
    }

    /**
     * Reads the label at an offset, which ends at {@code to} at the latest.
     *
     * @return false if there is none: it is {@code @} and exactly 24 digits
     */
    public boolean read(byte[] bytes, int at, int to) {
        clear();
        int end = at + Tai64nLabel.TEXT;
        if (end > to || bytes[at] != '@' || (end < to && Tai64nLabel.digitValue(bytes[end]) >= 0)) {
            return false;
        }
        for (int i = at + 1; i < end; i++) {
            if (!add(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads the label that a text begins with, such as the name of an old log file.
     *
     * @return false if there is none: it is {@code @} and 24 digits
     */
    public boolean read(CharSequence text) {
        clear();
        if (text.length() < Tai64nLabel.TEXT || text.charAt(0) != '@') {
            return false;
        }
        for (int i = 1; i < Tai64nLabel.TEXT; i++) {
            if (!add(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Seconds since 1970-01-01 00:00 UTC, leap seconds not counted. */
    public long seconds() {
        return seconds - Tai64nLabel.EPOCH;
    }

    /** Whether {@link #wallClock} can express the label's time. */
    public boolean hasWallClock() {
        return seconds() >= 0 && seconds() <= LAST_SECOND;
    }

    /** The label's time in nanoseconds since 1970. */
    public long wallClock() {
        return seconds() * Clocks.SECOND + nanoseconds;
    }

    /** The last eight digits: 0 to 2^32-1, less than a second's in a valid label. */
    public long nanoseconds() {
        return nanoseconds;
    }
}
