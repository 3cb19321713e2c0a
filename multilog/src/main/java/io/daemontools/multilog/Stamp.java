package io.daemontools.multilog;

import io.daemontools.posix.Clocks;
import io.daemontools.time.Tai64n;

/** Writes the time in front of lines: a TAI64N label and a space. */
final class Stamp {
    /** How many bytes it writes. */
    static final int LENGTH = Tai64n.TEXT + 1;

    private static final long SECOND = 1_000_000_000L;
    private static final int NANOSECONDS_AT = Tai64n.TEXT - 8;
    private static final byte[] DIGITS = Bytes.of("0123456789abcdef");

    private final Clocks clocks;
    private final byte[] text = new byte[LENGTH];
    private long second = Long.MIN_VALUE;

    /** Reads the time from {@code clocks}. */
    Stamp(Clocks clocks) {
        this.clocks = clocks;
        text[Tai64n.TEXT] = ' ';
    }

    /** Puts the time it is now at {@code offset}. Of the text for a time only what changes within a second is made anew. */
    void put(byte[] into, int offset) {
        long now = clocks.wallClock();
        long nanoseconds = now - second;
        if (nanoseconds < 0 || nanoseconds >= SECOND) {
            nanoseconds = Math.floorMod(now, SECOND);
            second = now - nanoseconds;
            Tai64n.print(second, text, 0);
        }
        System.arraycopy(text, 0, into, offset, LENGTH);
        int digits = (int) nanoseconds;
        for (int i = NANOSECONDS_AT + 7; i >= NANOSECONDS_AT; i--) {
            into[offset + i] = DIGITS[digits & 15];
            digits >>>= 4;
        }
    }
}
