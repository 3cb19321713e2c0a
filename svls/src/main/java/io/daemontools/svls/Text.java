package io.daemontools.svls;

import io.daemontools.cli.Output;
import io.daemontools.posix.Bytes;

/** Text that grows, or that is passed on when it gets long, one byte per char. It is reused, so that in the end it allocates nothing. */
final class Text {
    private static final int INITIAL_SIZE = 1024;

    /** A block that is copied byte by byte faster than by a call. */
    private static final int SHORT = 8;

    /** The number of digits of the greatest number. */
    private static final int DIGITS = 19;

    private final byte[] decimal = new byte[DIGITS];
    private final Output output;
    private byte[] bytes = new byte[INITIAL_SIZE];
    private int length;

    /** A text that grows. */
    Text() {
        this(null);
    }

    /** A text that goes to {@code output}: at the latest by {@link #flush}. */
    Text(Output output) {
        this.output = output;
    }

    /** Its length in bytes. */
    int length() {
        return length;
    }

    /** The byte at an index. */
    byte at(int index) {
        return bytes[index];
    }

    /** Replaces the byte at an index. */
    void set(int index, int value) {
        bytes[index] = (byte) value;
    }

    /** Shortens it. */
    void truncate(int shorter) {
        length = shorter;
    }

    /** Adds bytes. */
    Text put(byte[] block) {
        return put(block, 0, block.length);
    }

    /** Adds part of a block. */
    Text put(byte[] block, int offset, int count) {
        reserve(count);
        if (count < SHORT) {
            byte[] into = bytes;
            int at = length;
            for (int i = offset; i < offset + count; i++) {
                into[at++] = block[i];
            }
        } else {
            System.arraycopy(block, offset, bytes, length, count);
        }
        length += count;
        return this;
    }

    /** Adds another text. */
    Text put(Text other) {
        return put(other.bytes, 0, other.length);
    }

    /** Adds part of another text. */
    Text put(Text other, int from, int to) {
        return put(other.bytes, from, to - from);
    }

    /** Adds a byte. */
    Text put(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** Adds a string, one byte per char. */
    Text put(String text) {
        return put(Bytes.of(text));
    }

    /** Adds so many spaces. */
    Text spaces(int count) {
        reserve(count);
        byte[] into = bytes;
        int end = length + count;
        for (int i = length; i < end; i++) {
            into[i] = ' ';
        }
        length = end;
        return this;
    }

    /** Adds a number in decimal. */
    Text number(long number) {
        if (number < 0) {
            put('-');
        }
        return digits(Math.abs(number), 1);
    }

    /** Adds a nonnegative number in decimal, with at least so many digits. */
    Text digits(long number, int least) {
        int start = DIGITS;
        // Of an int, natively a division takes a third of the time.
        long large = number;
        while (large > Integer.MAX_VALUE) {
            decimal[--start] = (byte) ('0' + large % 10);
            large /= 10;
        }
        int rest = (int) large;
        while (rest > 0 || start > DIGITS - least) {
            decimal[--start] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return put(decimal, start, DIGITS - start);
    }

    private void reserve(int more) {
        if (length + more <= bytes.length) {
            return;
        }
        if (output != null) {
            moveTo(output);
        }
        if (length + more > bytes.length) {
            byte[] longer = new byte[Math.max(4 * bytes.length, length + more)];
            System.arraycopy(bytes, 0, longer, 0, length);
            bytes = longer;
        }
    }

    /** Whether another text has the same bytes. */
    boolean same(Text other) {
        if (length != other.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] != other.bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Passes it on, and is empty. */
    void moveTo(Output output) {
        output.put(bytes, 0, length);
        length = 0;
    }

    /** Passes everything on, and has it written. */
    void flush() {
        moveTo(output);
        output.flush();
    }

    @Override
    public String toString() {
        return Bytes.text(bytes, length);
    }
}
