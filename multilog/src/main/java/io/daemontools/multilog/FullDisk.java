package io.daemontools.multilog;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.time.Stamp;

/**
 * {@code D}: lines that are dropped while there is no room for them. Once there is, a line in the log has their number. No line is
 * logged in part, except one whose beginning was there before.
 */
final class FullDisk {
    private final Posix posix;
    private final Stamp stamp;
    private boolean full;

    /** Whether the log ends within a line. */
    private boolean torn;

    /** Whether the last byte that was dropped is within a line. */
    private boolean within;

    private long lines;
    private long bytes;

    /**
     * Nothing is dropped yet.
     *
     * @param stamp put before the line with their number, or null
     */
    FullDisk(Posix posix, Stamp stamp) {
        this.posix = posix;
        this.stamp = stamp;
    }

    /** Whether a write that fails so has no room: ENOSPC, EDQUOT. */
    static boolean isFull(Errno errno) {
        return errno == Errno.ENOSPC || errno == Errno.EDQUOT;
    }

    /** Whether lines are dropped at the moment. */
    boolean full() {
        return full;
    }

    /** Whether the log ends within a line, whose end was dropped. */
    boolean torn() {
        return full && torn;
    }

    /** How many lines were dropped since there was room. */
    long lines() {
        return lines;
    }

    /** Notes that bytes were written, the last of them this one. */
    void wrote(byte last) {
        torn = last != '\n';
    }

    /** Drops bytes. */
    void drop(byte[] dropped, int from, int to) {
        if (from < to) {
            full = true;
            count(dropped, from, to);
            within = dropped[to - 1] != '\n';
        }
    }

    private void count(byte[] dropped, int from, int to) {
        bytes += to - from;
        for (int i = from; i < to; i++) {
            if (dropped[i] == '\n') {
                lines++;
            }
        }
    }

    /**
     * Tries to go on, and first to log what was dropped.
     *
     * @param file the log
     * @return where the first line begins that can be written, after the rest of one that was dropped; -1 if there is no room yet
     */
    int resume(int file, byte[] next, int length) {
        int start = 0;
        if (within && length > 0) {
            start = posix.indexOf(next, 0, length, (byte) '\n') + 1;
            if (start == 0) {
                drop(next, 0, length);
                return length;
            }
        }
        long linesBefore = lines;
        long bytesBefore = bytes;
        count(next, 0, start);
        if (!write(file, notice())) {
            lines = linesBefore;
            bytes = bytesBefore;
            return -1;
        }
        full = false;
        within = false;
        lines = 0;
        bytes = 0;
        return start;
    }

    private byte[] notice() {
        String text = "multilog: warning: dropped " + lines + " lines, " + bytes + " bytes\n";
        int newline = torn ? 1 : 0;
        int label = stamp == null ? 0 : Stamp.LENGTH;
        byte[] notice = new byte[newline + label + text.length()];
        notice[0] = '\n';
        if (stamp != null) {
            stamp.put(notice, newline);
        }
        System.arraycopy(Bytes.of(text), 0, notice, newline + label, text.length());
        return notice;
    }

    private boolean write(int file, byte[] notice) {
        try {
            int count = posix.write(file, notice, 0, notice.length);
            if (count > 0) {
                wrote(notice[count - 1]);
            }
            return count == notice.length;
        } catch (PosixException ignored) {
            // There is no room yet; it is reported when that begins.
            return false;
        }
    }
}
