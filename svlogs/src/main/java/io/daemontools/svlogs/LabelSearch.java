package io.daemontools.svlogs;

import io.daemontools.posix.Posix;
import io.daemontools.time.Tai64nLabel;
import io.daemontools.time.Tai64nParser;

/** Searches a whole file for a line with a label, whatever the labels of other lines are. */
final class LabelSearch {
    /** The result if there is none. */
    static final long NONE = -1;

    private static final int BLOCK = 16 * 1024;

    /** With the byte after it, which may be a digit. */
    private static final int LABEL = Tai64nLabel.TEXT + 1;

    private final Posix posix;
    private final Tai64nParser label = new Tai64nParser();
    private final byte[] block = new byte[BLOCK];
    private int length;
    private boolean atLine;

    /** Reads from a file, one block after the other. */
    @FunctionalInterface
    interface Input {
        /** Returns how many bytes were read; 0 at the end. */
        int read(byte[] into, int offset, int length);
    }

    LabelSearch(Posix posix) {
        this.posix = posix;
    }

    /** As {@link #find(Input, long)} in an open file, from its beginning. */
    long find(int descriptor, long time) {
        long[] position = new long[1];
        return find(
                (into, offset, room) -> {
                    int count = Math.max(0, posix.pread(descriptor, into, offset, room, position[0]));
                    position[0] += count;
                    return count;
                },
                time);
    }

    /**
     * Finds the first line with the label of a time.
     *
     * @param time nanoseconds since 1970
     * @return bytes before the line, or {@link #NONE}
     */
    long find(Input input, long time) {
        long before = 0;
        length = 0;
        atLine = true;
        for (; ; ) {
            int count = input.read(block, length, BLOCK - length);
            length += count;
            int looked = look(time, count == 0);
            if (looked < 0) {
                return before - looked - 1;
            }
            if (count == 0) {
                return NONE;
            }
            System.arraycopy(block, looked, block, 0, length - looked);
            length -= looked;
            before += looked;
        }
    }

    /** Looks at the lines of the block. Returns how much was looked at; or, if the line was found, its index as a negative number, minus one. */
    private int look(long time, boolean last) {
        int at = 0;
        while (at < length) {
            if (atLine) {
                if (length - at < LABEL && !last) {
                    return at;
                }
                if (label.read(block, at, length) && label.hasWallClock() && label.wallClock() == time) {
                    return -at - 1;
                }
                atLine = false;
            }
            int newline = posix.indexOf(block, at, length, (byte) '\n');
            atLine = newline >= 0;
            at = atLine ? newline + 1 : length;
        }
        return at;
    }
}
