package io.daemontools.svlogs;

import io.daemontools.posix.Posix;
import io.daemontools.time.Tai64nLabel;
import io.daemontools.time.Tai64nParser;

/** Finds a time in a file of lines whose labels do not decrease. */
final class Bisection {
    /** The result if no line has a label. */
    static final long NO_LABEL = -1;

    private static final int BLOCK = 8 * 1024;

    /** What is left to the reader to look through. */
    private static final int ENOUGH = 32 * 1024;

    private final Posix posix;
    private final byte[] block = new byte[BLOCK + Tai64nLabel.TEXT];
    private final Tai64nParser label = new Tai64nParser();
    private long key;

    Bisection(Posix posix) {
        this.posix = posix;
    }

    /**
     * Finds a line before which all lines are earlier than {@code time}, not far before the first that is not.
     *
     * @param size the size of the file
     * @return the offset of the line; {@link #NO_LABEL} if no line has a label
     */
    long find(int descriptor, long size, long time) {
        if (labelAfter(descriptor, -1, size) < 0) {
            return size == 0 ? 0 : NO_LABEL;
        }
        long low = 0;
        long high = size;
        while (high - low > ENOUGH) {
            long middle = low + (high - low) / 2;
            long line = labelAfter(descriptor, middle, high);
            if (line >= 0 && key < time) {
                low = line;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first line with a label that begins after the byte at an offset, and before another; negative if there is none. Sets its key. */
    private long labelAfter(int descriptor, long offset, long before) {
        boolean atLine = offset < 0;
        long from = Math.max(0, offset);
        while (from < before) {
            int count = posix.pread(descriptor, block, 0, block.length, from);
            if (count <= 0) {
                return -1;
            }
            int at = 0;
            while (at < count && at < BLOCK) {
                if (!atLine) {
                    int newline = posix.indexOf(block, at, Math.min(count, BLOCK), (byte) '\n');
                    if (newline < 0) {
                        break;
                    }
                    at = newline + 1;
                }
                atLine = false;
                if (from + at >= before) {
                    return -1;
                }
                if (isLabel(at, count)) {
                    return from + at;
                }
            }
            from += Math.min(count, BLOCK);
            if (count < block.length) {
                return -1;
            }
        }
        return -1;
    }

    private boolean isLabel(int at, int count) {
        if (!label.read(block, at, count)) {
            return false;
        }
        key = label.hasWallClock() ? label.wallClock() : label.seconds() < 0 ? 0 : Long.MAX_VALUE;
        return true;
    }
}
