package io.daemontools.time;

import io.daemontools.posix.Clocks;

/** Writes timestamps before lines: a TAI64N label and a space. */
public final class Stamp {
    /** The size in bytes. */
    public static final int LENGTH = Tai64nLabel.TEXT + 1;

    private static final int NANOSECONDS_AT = Tai64nLabel.TEXT - 8;

    private final Clocks clocks;
    private final byte[] text = new byte[LENGTH];
    private long second = Long.MIN_VALUE;

    /** Reads the time from {@code clocks}. */
    public Stamp(Clocks clocks) {
        this.clocks = clocks;
        text[Tai64nLabel.TEXT] = ' ';
    }

    /** Writes the current time at {@code offset}. Within a second, formats only the digits that change. */
    public void put(byte[] into, int offset) {
        long now = clocks.wallClock();
        long nanoseconds = now - second;
        if (nanoseconds < 0 || nanoseconds >= Clocks.SECOND) {
            nanoseconds = Math.floorMod(now, Clocks.SECOND);
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

    /** Without a branch or a table, because it runs eight times per line. */
    private static byte hexDigit(int value) {
        int isLetter = (9 - value) >> 31;
        return (byte) ('0' + value + (isLetter & ('a' - '9' - 1)));
    }
}
