package io.daemontools.posix;

/** Text as the system has it: one byte a char. */
public final class Bytes {
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

    /** Puts them where there is room. The chars are asked for at once: natively, one by one takes three times as long. */
    static void put(String text, byte[] into, int offset) {
        char[] chars = new char[text.length()];
        text.getChars(0, chars.length, chars, 0);
        for (int i = 0; i < chars.length; i++) {
            into[offset + i] = (byte) chars[i];
        }
    }
}
