package io.daemontools.service;

/** Little-endian numbers in bytes. */
final class LittleEndian {
    private LittleEndian() {}

    /** Stores the lowest {@code size} bytes of a number. */
    static void put(long number, int size, byte[] bytes, int offset) {
        for (int i = 0; i < size; i++) {
            bytes[offset + i] = (byte) (number >>> (8 * i));
        }
    }

    /** The unsigned number in {@code size} bytes; in eight bytes it is signed. */
    static long get(int size, byte[] bytes, int offset) {
        long number = 0;
        for (int i = size - 1; i >= 0; i--) {
            number = (number << 8) | (bytes[offset + i] & 0xff);
        }
        return number;
    }
}
