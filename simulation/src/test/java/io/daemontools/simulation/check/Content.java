package io.daemontools.simulation.check;

import java.util.Arrays;

/** Bytes that have passed, in their order. */
final class Content {
    private static final int INITIAL_SIZE = 1024;

    private byte[] bytes = new byte[INITIAL_SIZE];
    private int length;

    void add(byte[] buffer, int offset, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
        System.arraycopy(buffer, offset, bytes, length, count);
        length += count;
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return bytes[index];
    }

    /** The length up to and with the last newline. */
    int lines() {
        int at = length;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /** Whether this ends with that. */
    boolean endsWith(Content end) {
        return end.length <= length && Arrays.equals(bytes, length - end.length, length, end.bytes, 0, end.length);
    }
}
