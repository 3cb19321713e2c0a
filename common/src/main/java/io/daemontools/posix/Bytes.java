package io.daemontools.posix;

/** Conversion between text and bytes, one byte per char. */
public final class Bytes {
    private static final int TOGETHER = 1024;

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
