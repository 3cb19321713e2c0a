package io.daemontools.posix.c;

import io.daemontools.posix.PathBuffer;

/** A reusable buffer for a string that is passed to C: one byte per char, then NUL. Calls allocate nothing. */
final class NativeCString {
    private static final int INITIAL_SIZE = 128;

    /** Longer than any path that a system accepts, so truncation does not change a result. */
    private static final int MAX_LENGTH = 1 << 14;

    private byte[] bytes = new byte[INITIAL_SIZE];
    private char[] chars;

    /** The bytes of {@code text}; valid until the next call. */
    byte[] of(CharSequence text) {
        if (text instanceof PathBuffer name) {
            return name.cString();
        }
        int length = Math.min(text.length(), MAX_LENGTH);
        if (length >= bytes.length) {
            bytes = new byte[length + 1];
        }
        if (text instanceof String string) {
            copy(string, length);
        } else {
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) text.charAt(i);
            }
        }
        bytes[length] = 0;
        return bytes;
    }

    /** Copies all chars at once: fetched one by one, the chars of a path take longer than the system call. */
    private void copy(String text, int length) {
        if (chars == null || chars.length < length) {
            chars = new char[bytes.length];
        }
        text.getChars(0, length, chars, 0);
        byte[] into = bytes;
        char[] from = chars;
        for (int i = 0; i < length; i++) {
            into[i] = (byte) from[i];
        }
    }

    /** The strings one after the other, each followed by NUL. */
    static byte[] block(String[] texts) {
        int size = 0;
        for (String text : texts) {
            size += text.length() + 1;
        }
        byte[] block = new byte[size];
        int at = 0;
        for (String text : texts) {
            for (int i = 0; i < text.length(); i++) {
                block[at++] = (byte) text.charAt(i);
            }
            at++;
        }
        return block;
    }
}
