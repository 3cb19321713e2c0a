package io.daemontools.cli;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Buffered writing to a descriptor, in as few writes as fit. */
public final class Output {
    /** The descriptor of standard output. */
    public static final int STDOUT = 1;

    /** The digits of the greatest number. */
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

    /** Adds text, one byte a char. */
    public void put(String text) {
        put(Bytes.of(text));
    }

    /** Adds a number in decimal; one that is not negative. */
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

    /** Adds part of a block. */
    public void put(byte[] block, int offset, int count) {
        int copied = 0;
        while (copied < count) {
            if (length == buffer.length) {
                flush();
            }
            int piece = Math.min(count - copied, buffer.length - length);
            System.arraycopy(block, offset + copied, buffer, length, piece);
            length += piece;
            copied += piece;
        }
    }

    /** Writes what has been added; EAGAIN where a non-blocking descriptor has no room, as it is in 0.76. */
    public void flush() {
        int written = 0;
        while (written < length) {
            int count = posix.write(descriptor, buffer, written, length - written);
            if (count == Descriptors.WOULD_BLOCK) {
                throw PosixException.of(Errno.EAGAIN);
            }
            written += count;
        }
        length = 0;
    }
}
