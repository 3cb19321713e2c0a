package io.daemontools.tai64nlocal;

import io.daemontools.time.Tai64nLabel;
import java.util.Arrays;

/** The text that the label before had for its second: the next one is most often of the same, and is then read at a glance. */
final class LastSecond {
    /** The length of a label that can be read so. */
    static final int LABEL = Tai64nLabel.TEXT;

    private static final int SECOND_LENGTH = LABEL - 8;
    private static final int NANOSECONDS = 1_000_000_000;

    private final byte[] text = new byte[SECOND_LENGTH];
    private final byte[] digitValues = new byte[256];
    private boolean known;

    LastSecond() {
        Arrays.fill(digitValues, (byte) -1);
        for (int value = 0; value < 16; value++) {
            digitValues[Label.DIGITS.charAt(value)] = (byte) value;
        }
    }

    /** Remembers the second of a label, if that has the usual length. */
    void set(Label label) {
        known = label.length() == LABEL;
        if (known) {
            label.copy(text, SECOND_LENGTH);
        }
    }

    /** Has no label be of the second that is remembered. */
    void forget() {
        known = false;
    }

    /**
     * The nanoseconds of the label at {@code at}, less than a second.
     *
     * @return -1 if that is not a label of the second that is remembered, whole, and of the usual form
     */
    int nanoseconds(byte[] block, int at, int length) {
        if (!known || length - at <= LABEL) {
            return -1;
        }
        byte[] second = text;
        // From the end: what differs is there.
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
        return wrong < 0 || goesOn || nanoseconds >= NANOSECONDS ? -1 : nanoseconds;
    }
}
