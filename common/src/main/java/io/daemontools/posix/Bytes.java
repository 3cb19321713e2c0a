package io.daemontools.posix;

/** Text as the system has it: one byte a char. */
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

    /** Puts them where there is room. The chars are asked for together: natively, one by one takes three times as long. */
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
