package io.daemontools.time;

import io.daemontools.posix.Clocks;

/** Writes the time in front of lines: a TAI64N label and a space. */
public final class Stamp {
    /** How many bytes it writes. */
    public static final int LENGTH = Tai64nLabel.TEXT + 1;

    private static final long SECOND = 1_000_000_000L;
    private static final int NANOSECONDS_AT = Tai64nLabel.TEXT - 8;

    private final Clocks clocks;
    private final byte[] text = new byte[LENGTH];
    private long second = Long.MIN_VALUE;

    /** Reads the time from {@code clocks}. */
    public Stamp(Clocks clocks) {
        this.clocks = clocks;
        text[Tai64nLabel.TEXT] = ' ';
    }

    /** Puts the time it is now at {@code offset}. Of the text for a time only what changes within a second is made anew. */
    public void put(byte[] into, int offset) {
        long now = clocks.wallClock();
        long nanoseconds = now - second;
        if (nanoseconds < 0 || nanoseconds >= SECOND) {
            nanoseconds = Math.floorMod(now, SECOND);
            second = now - nanoseconds;
            Tai64nLabel.print(second, text, 0);
        }
        System.arraycopy(text, 0, into, offset, LENGTH);
        int digits = (int) nanoseconds;
        for (int i = offset + NANOSECONDS_AT + 7; i >= offset + NANOSECONDS_AT; i--) {
            into[i] = hexDigit(digits & 15);
            digits >>>= 4;
        }
    }

    /** Without a branch or a table: it is made eight times a line. */
    private static byte hexDigit(int value) {
        int isLetter = (9 - value) >> 31;
        return (byte) ('0' + value + (isLetter & ('a' - '9' - 1)));
    }
}
