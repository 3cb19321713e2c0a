package io.daemontools.tai64nlocal;

import io.daemontools.posix.Clocks;
import io.daemontools.time.Tai64nLabel;

/** The digits of the last label's second. The next label usually has the same second, and is then parsed by comparing bytes. */
final class LastSecond {
    /** The length of a label that can be compared. */
    static final int LABEL = Tai64nLabel.TEXT;

    private static final int SECOND_LENGTH = LABEL - 8;

    private final byte[] text = new byte[SECOND_LENGTH];
    private final byte[] digitValues = new byte[256];
    private boolean known;

    LastSecond() {
        for (int character = 0; character < digitValues.length; character++) {
            digitValues[character] = (byte) Tai64nLabel.digitValue(character);
        }
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
        if (!known || length - at <= LABEL) {
            return -1;
        }
        byte[] second = text;
        // From the end, where labels differ.
        for (int i = SECOND_LENGTH - 1; i >= 0; i--) {
            if (block[at + i] != second[i]) {
                return -1;
            }
        }
        byte[] values = digitValues;
        int nanoseconds = 0;
        int wrong = 0;
        for (int i = at + SECOND_LENGTH; i < at + LABEL; i++) {
            int value = values[block[i] & 0xff];
            wrong |= value;
            nanoseconds = nanoseconds << 4 | value;
        }
        boolean goesOn = values[block[at + LABEL] & 0xff] >= 0;
        return wrong < 0 || goesOn || nanoseconds >= Clocks.SECOND ? -1 : nanoseconds;
    }
}
