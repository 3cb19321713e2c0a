package io.daemontools.posix;

/** Conversion between text and bytes, one byte per char; hexadecimal digits; a hash of bytes. */
public final class Bytes {
    /** The parameters of FNV-1a with 64 bits. */
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;

    private static final long FNV_PRIME = 0x100000001b3L;

    private static final int TOGETHER = 1024;
    private static final String DIGITS = "0123456789abcdef";

    private Bytes() {}

    /** The bytes of a text. */
    public static byte[] of(String text) {
        byte[] bytes = new byte[text.length()];
        put(text, bytes, 0);
        return bytes;
    }

    /** The text of the first {@code length} bytes. */
    public static String text(byte[] bytes, int length) {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) (bytes[i] & 0xff);
        }
        return new String(chars);
    }

    /** The hexadecimal digit with a value of 0 to 15. */
    public static char hexDigit(int value) {
        return DIGITS.charAt(value);
    }

    /** FNV-1a, 64 bits, of the bytes in {@code from} (inclusive) to {@code to} (exclusive). Each bit counts. */
    public static long hash(byte[] bytes, int from, int to) {
        long hash = FNV_OFFSET;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /** FNV-1a, 64 bits, of what has that hash and a number after it. */
    public static long hash(long before, long number) {
        long hash = before;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            hash = (hash ^ (number >>> shift & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /**
     * Copies the bytes to {@code offset}. All chars are fetched at once: natively, fetching them one by one takes three times as
     * long.
     */
    static void put(String text, byte[] into, int offset) {
        int length = text.length();
        char[] chars = new char[Math.min(length, TOGETHER)];
        for (int from = 0; from < length; from += TOGETHER) {
            int to = Math.min(length, from + TOGETHER);
            text.getChars(from, to, chars, 0);
            for (int i = from; i < to; i++) {
                into[offset + i] = (byte) chars[i - from];
            }
        }
    }
}
