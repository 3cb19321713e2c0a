package io.daemontools.cli;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Buffered output to a descriptor, in as few writes as possible. */
public final class Output {
    /** The number of digits of the greatest number. */
    private static final int DIGITS = 19;

    private final Posix posix;
    private final int descriptor;
    private final byte[] buffer;
    private final byte[] decimal = new byte[DIGITS];
    private int length;

    /** Writes to {@code descriptor}, {@code size} bytes at a time. */
    public Output(Posix posix, int descriptor, int size) {
        this.posix = posix;
        this.descriptor = descriptor;
        this.buffer = new byte[size];
    }

    /** Adds text, one byte per char. */
    public void put(String text) {
        put(Bytes.of(text));
    }

    /** Adds a nonnegative number in decimal. */
    public void putDecimal(long number) {
        int start = DIGITS;
        long rest = number;
        do {
            decimal[--start] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        put(decimal, start, DIGITS - start);
    }

    /** Adds a block. */
    public void put(byte[] block) {
        put(block, 0, block.length);
    }

    /** Adds a byte. */
    public void put(byte value) {
        if (length == buffer.length) {
            flush();
        }
        buffer[length++] = value;
    }

    /** The bytes that were added, up to {@link #length}. What is put behind them is added by {@link #setLength}. Always the same array. */
    public byte[] buffer() {
        return buffer;
    }

    /** How many bytes were added and not written yet. */
    public int length() {
        return length;
    }

    /** Adds the bytes of {@link #buffer} up to this length. */
    public void setLength(int length) {
        this.length = length;
    }

    /** Adds part of a block. */
    public void put(byte[] block, int offset, int count) {
        if (count <= buffer.length - length) {
            posix.copy(block, offset, buffer, length, count);
            length += count;
        } else {
            putPieces(block, offset, count);
        }
    }

    private void putPieces(byte[] block, int offset, int count) {
        int copied = 0;
        while (copied < count) {
            if (length == buffer.length) {
                flush();
            }
            int piece = Math.min(count - copied, buffer.length - length);
            posix.copy(block, offset + copied, buffer, length, piece);
            length += piece;
            copied += piece;
        }
    }

    /** Writes everything that was added. Throws EAGAIN if a non-blocking descriptor has no room, as in 0.76. */
    public void flush() {
        if (posix.writeAll(descriptor, buffer, 0, length) < length) {
            throw PosixException.of(Errno.EAGAIN);
        }
        length = 0;
    }
}
