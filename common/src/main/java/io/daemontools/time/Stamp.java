package io.daemontools.time;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Posix;

/** Writes timestamps before lines: a TAI64N label and a space. */
public final class Stamp {
    /** The size in bytes. */
    public static final int LENGTH = Tai64nLabel.TEXT + 1;

    private static final int NANOSECONDS_AT = Tai64nLabel.TEXT - 8;

    private final Posix posix;
    private final byte[] text = new byte[LENGTH];
    private long second = Long.MIN_VALUE;

    /** Reads the time from {@code posix}. */
    public Stamp(Posix posix) {
        this.posix = posix;
        text[Tai64nLabel.TEXT] = ' ';
    }

    /** Writes the current time at {@code offset}. Within a second, formats only the digits that change. */
    public void put(byte[] into, int offset) {
        Posix memory = posix;
        long now = memory.wallClock();
        long nanoseconds = now - second;
        if (nanoseconds < 0 || nanoseconds >= Clocks.SECOND) {
            nanoseconds = begin(now);
        }
        memory.copy(text, 0, into, offset, LENGTH);
        memory.putLong(into, offset + NANOSECONDS_AT, Digits.hexadecimal((int) nanoseconds));
    }

    /** Formats a new second. Returns the nanoseconds within it. */
    private long begin(long now) {
        long nanoseconds = Math.floorMod(now, Clocks.SECOND);
        second = now - nanoseconds;
        Tai64nLabel.print(second, text, 0);
        return nanoseconds;
    }
}
