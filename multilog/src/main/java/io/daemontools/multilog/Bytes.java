package io.daemontools.multilog;

/** The way from text to bytes: one byte a char. */
final class Bytes {
    private Bytes() {}

    /** The bytes of a text. */
    static byte[] of(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }
}
