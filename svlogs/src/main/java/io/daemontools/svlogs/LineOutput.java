package io.daemontools.svlogs;

import io.daemontools.cli.JsonText;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * Standard output: whole lines, many in one write. If only the last lines are wanted, it keeps those until {@link #release}.
 */
final class LineOutput implements JsonText.Target {
    /** Written when it is reached at the end of a line. */
    private static final int FULL = 128 * 1024;

    private static final int SIZE = 2 * FULL;

    /** How long to wait for a standard output that is non-blocking and full. */
    private static final long PAUSE = Clocks.SECOND / 100;

    private final Posix posix;
    private long kept;
    private byte[] buffer = new byte[SIZE];
    private int start;
    private int length;
    private boolean keeping;
    private long lines;
    private boolean any;

    LineOutput(Posix posix) {
        this.posix = posix;
    }

    /** Keeps so many lines until {@link #release}, and drops those before them. */
    void keep(long lines) {
        kept = lines;
        keeping = true;
    }

    void put(byte value) {
        if (length == buffer.length) {
            makeRoom(1);
        }
        buffer[length++] = value;
    }

    @Override
    public void put(byte[] bytes, int from, int to) {
        int position = from;
        while (position < to) {
            int count = Math.min(to - position, buffer.length - length);
            if (count == 0) {
                makeRoom(1);
            } else {
                System.arraycopy(bytes, position, buffer, length, count);
                length += count;
                position += count;
            }
        }
    }

    /** Makes room for bytes, which are put into {@link #buffer} at {@link #at} and added by {@link #added}. */
    void reserve(int bytes) {
        if (buffer.length - length < bytes) {
            makeRoom(bytes);
        }
    }

    byte[] buffer() {
        return buffer;
    }

    int at() {
        return length;
    }

    /** Notes that bytes were put up to an index. */
    void added(int end) {
        length = end;
    }

    private void makeRoom(int bytes) {
        if (!keeping) {
            flush();
            return;
        }
        int used = length - start;
        byte[] into = buffer;
        if (used + bytes > buffer.length / 2) {
            if (buffer.length > Integer.MAX_VALUE / 4 || !posix.canAllocate(2 * buffer.length)) {
                throw PosixException.of(Errno.ENOMEM);
            }
            into = new byte[2 * buffer.length];
        }
        System.arraycopy(buffer, start, into, 0, used);
        buffer = into;
        start = 0;
        length = used;
    }

    /** Ends a line. */
    void endLine() {
        put((byte) '\n');
        any = true;
        if (keeping) {
            lines++;
            if (lines > kept) {
                start = posix.indexOf(buffer, start, length, (byte) '\n') + 1;
                lines--;
            }
        } else if (length >= FULL) {
            flush();
        }
    }

    /** Whether there was a line. */
    boolean any() {
        return any;
    }

    /** From now on writes all lines, those that were kept first. */
    void release() {
        keeping = false;
    }

    boolean keeping() {
        return keeping;
    }

    /** Writes everything that was added, unless lines are kept. */
    void flush() {
        if (keeping) {
            return;
        }
        while (start < length) {
            int count = posix.write(Posix.STDOUT, buffer, start, length - start);
            if (count == Descriptors.WOULD_BLOCK) {
                posix.sleep(PAUSE);
            } else {
                start += count;
            }
        }
        start = 0;
        length = 0;
    }
}
