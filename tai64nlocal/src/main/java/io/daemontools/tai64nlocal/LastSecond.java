package io.daemontools.tai64nlocal;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Memory;
import io.daemontools.time.Digits;
import io.daemontools.time.Tai64nLabel;

/** The text of the last label's second. The next label usually has the same second, and is then parsed by comparing bytes. */
final class LastSecond {
    /** The length of a label that can be compared. */
    static final int LABEL = Tai64nLabel.TEXT;

    private static final int SECOND_LENGTH = LABEL - 8;

    private final Memory memory;
    private final byte[] text = new byte[SECOND_LENGTH];
    private boolean known;

    LastSecond(Memory memory) {
        this.memory = memory;
    }

    /** Stores the second of a label of the usual length. */
    void set(Label label) {
        known = label.length() == LABEL;
        if (known) {
            label.copy(text, SECOND_LENGTH);
        }
    }

    /** Forgets the stored second. */
    void forget() {
        known = false;
    }

    /**
     * The nanoseconds of the label at {@code at}, less than a second.
     *
     * @return -1 if this is not a complete label of the usual form with the stored second
     */
    int nanoseconds(byte[] block, int at, int length) {
        if (!known || length - at <= LABEL || !memory.equal(block, at, text, 0, SECOND_LENGTH)) {
            return -1;
        }
        long nanoseconds = Digits.parseHexadecimal(memory.getLong(block, at + SECOND_LENGTH));
        boolean goesOn = Tai64nLabel.digitValue(block[at + LABEL]) >= 0;
        return goesOn || nanoseconds >= Clocks.SECOND ? -1 : (int) nanoseconds;
    }
}
