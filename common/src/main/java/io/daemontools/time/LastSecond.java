package io.daemontools.time;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Memory;

/** The text of the last label's second. The next label usually has the same second, and is then parsed by comparing bytes. */
public final class LastSecond {
    /** The length of a label that can be compared. */
    public static final int LABEL = Tai64nLabel.TEXT;

    private static final int SECOND_LENGTH = LABEL - 8;

    private final Memory memory;
    private final byte[] text = new byte[SECOND_LENGTH];
    private boolean known;

    /** Knows no label yet. */
    public LastSecond(Memory memory) {
        this.memory = memory;
    }

    /** Stores the second of the label of the usual length at an offset. */
    public void set(byte[] from, int offset) {
        known = true;
        System.arraycopy(from, offset, text, 0, SECOND_LENGTH);
    }

    /** Forgets the stored second. */
    public void forget() {
        known = false;
    }

    /**
     * The nanoseconds of the label at {@code at}, less than a second.
     *
     * @return -1 if this is not a complete label of the usual form with the stored second
     */
    public int nanoseconds(byte[] block, int at, int length) {
        if (!known || length - at <= LABEL || !memory.equal(block, at, text, 0, SECOND_LENGTH)) {
            return -1;
        }
        long nanoseconds = Digits.parseHexadecimal(memory.getLong(block, at + SECOND_LENGTH));
        boolean goesOn = Tai64nLabel.digitValue(block[at + LABEL]) >= 0;
        return goesOn || nanoseconds >= Clocks.SECOND ? -1 : (int) nanoseconds;
    }
}
