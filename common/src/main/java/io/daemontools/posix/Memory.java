package io.daemontools.posix;

/** Functions on bytes in memory for inner loops. Natively they do not check ranges: these must be within the arrays. */
public interface Memory {
    /**
     * {@code memchr(3)}: finds a byte in a block.
     *
     * @return its index in {@code from} (inclusive) to {@code to} (exclusive), or -1
     */
    int indexOf(byte[] block, int from, int to, byte wanted);

    /** {@code memcpy(3)}: copies {@code count} bytes to where none of them is. */
    default void copy(byte[] from, int offset, byte[] into, int at, int count) {
        System.arraycopy(from, offset, into, at, count);
    }

    /** {@code memcmp(3)}: whether {@code count} bytes are the same in both blocks. */
    default boolean equal(byte[] block, int from, byte[] other, int at, int count) {
        for (int i = 0; i < count; i++) {
            if (block[from + i] != other[at + i]) {
                return false;
            }
        }
        return true;
    }

    /** The eight bytes at {@code at} as a number, the first byte highest. */
    default long getLong(byte[] from, int at) {
        long value = 0;
        for (int i = at; i < at + Long.BYTES; i++) {
            value = value << Byte.SIZE | (from[i] & 0xff);
        }
        return value;
    }

    /** Puts a number as eight bytes at {@code at}, its highest byte first. */
    default void putLong(byte[] into, int at, long value) {
        long rest = value;
        for (int i = at + Long.BYTES - 1; i >= at; i--) {
            into[i] = (byte) rest;
            rest >>>= Byte.SIZE;
        }
    }
}
