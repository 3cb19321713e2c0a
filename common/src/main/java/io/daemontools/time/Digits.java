package io.daemontools.time;

/** Eight digits as text in one long, a byte each, the first one highest: they are converted all at once, without a branch. */
public final class Digits {
    private static final long ZEROS = 0x3030303030303030L;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_NIBBLES = 0xf0f0f0f0f0f0f0f0L;
    private static final long LOW_NIBBLES = 0x0f0f0f0f0f0f0f0fL;

    /** What makes a nibble greater than 15 if its digit is a letter. */
    private static final long LETTERS = 0x0606060606060606L;

    /** How far 'a' is from the character that follows '9'. */
    private static final int GAP = 'a' - '9' - 1;

    /** The bit that letters have and decimal digits do not. */
    private static final int LETTER_BIT = 6;

    /** The value of 'a' without what its low nibble gives. */
    private static final int LETTER_VALUE = 9;

    private Digits() {}

    /** A number of 32 bits in hexadecimal. */
    public static long hexadecimal(int number) {
        long digits = number & 0xffffffffL;
        digits = (digits | digits << 16) & 0x0000ffff0000ffffL;
        digits = (digits | digits << 8) & 0x00ff00ff00ff00ffL;
        digits = (digits | digits << 4) & LOW_NIBBLES;
        return characters(digits);
    }

    /** The number that {@link #hexadecimal} makes this text of; -1 if there is none. */
    public static long parseHexadecimal(long text) {
        long digits = (text & LOW_NIBBLES) + ((text >>> LETTER_BIT) & ONES) * LETTER_VALUE;
        if (((digits & HIGH_NIBBLES) | (characters(digits) ^ text)) != 0) {
            return -1;
        }
        digits = (digits | digits >>> 4) & 0x00ff00ff00ff00ffL;
        digits = (digits | digits >>> 8) & 0x0000ffff0000ffffL;
        return (digits | digits >>> 16) & 0xffffffffL;
    }

    /**
     * A number in decimal, with zeros before it.
     *
     * @param number 0 to 99,999,999
     */
    public static long decimal(int number) {
        int high = number / 10_000;
        long digits = ((long) high << 32) | (number - high * 10_000);
        // In each part, quotients by a multiplication that is exact for numbers of this size.
        long hundreds = ((digits * 10_486) >>> 20) & 0x0000007f0000007fL;
        digits += hundreds * ((1 << 16) - 100);
        long tens = ((digits * 103) >>> 10) & 0x000f000f000f000fL;
        digits += tens * ((1 << 8) - 10);
        return digits + ZEROS;
    }

    private static long characters(long digits) {
        return digits + ZEROS + (((digits + LETTERS) >>> 4) & ONES) * GAP;
    }
}
