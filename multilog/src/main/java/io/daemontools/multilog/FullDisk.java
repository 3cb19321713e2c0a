package io.daemontools.multilog;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.time.Stamp;

/**
 * {@code D}: lines that are dropped while there is no room for them. Once there is, a line in the log, the notice, has their number. No line
 * is logged in part, except one whose beginning was there before.
 */
final class FullDisk {
    private final Posix posix;
    private final Stamp stamp;
    private boolean full;

    /** Whether the file ends within a line. */
    private boolean torn;

    /** Whether the last byte that was logged or dropped is within a line. */
    private boolean within;

    private long lines;
    private long bytes;

    /** The stamp of the first line that was dropped. */
    private final byte[] label = new byte[Stamp.LENGTH];

    private boolean labelled;

    /** How many bytes of {@link #notice} are in the file, if only a part is. Lines that are dropped meanwhile are in the next notice. */
    private int noticeWritten;

    private byte[] notice;
    private long noticeLines;

    /**
     * Nothing is dropped yet.
     *
     * @param stamp makes the stamp of a notice if no line has one; null if lines have none
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

    /** Whether the file ends within a line, whose end was dropped. */
    boolean torn() {
        return full && torn;
    }

    /** How many lines were dropped of which the log does not have the number. */
    long lines() {
        return lines + noticeLines;
    }

    /** Notes that bytes were written, the last of them this one. */
    void wrote(byte last) {
        within = last != '\n';
        torn = within;
    }

    /** Notes that the file is a new one. A line may go on in it. */
    void begin() {
        torn = false;
    }

    /** Drops bytes. */
    void drop(byte[] dropped, int from, int to) {
        if (from < to) {
            full = true;
            int start = from;
            if (within) {
                int newline = posix.indexOf(dropped, from, to, (byte) '\n');
                start = newline < 0 ? to : newline + 1;
            }
            setLabel(dropped, start, to);
            bytes += to - from;
            for (int i = from; i < to; i++) {
                if (dropped[i] == '\n') {
                    lines++;
                }
            }
            within = dropped[to - 1] != '\n';
        }
    }

    /** Takes the stamp of the line at {@code from}, if it has a whole one and there is none yet. */
    private void setLabel(byte[] line, int from, int to) {
        if (stamp != null && !labelled && to - from >= Stamp.LENGTH) {
            System.arraycopy(line, from, label, 0, Stamp.LENGTH);
            labelled = true;
        }
    }

    /**
     * Drops the rest of a line that was dropped in part.
     *
     * @return where the first line begins that can be written, which may be {@code length}
     */
    int skip(byte[] next, int length) {
        int start = 0;
        if (within) {
            int newline = posix.indexOf(next, 0, length, (byte) '\n');
            start = newline < 0 ? length : newline + 1;
            drop(next, 0, start);
        }
        // If only the end of a line was dropped, the notice gets a stamp that is not later than that of the next line.
        setLabel(next, start, length);
        return start;
    }

    /** The end: the rest of a line that was dropped in part does not come. */
    void end() {
        within = false;
    }

    /**
     * Tries to log what was dropped. If that succeeds, nothing is dropped any more.
     *
     * @param file the log
     * @return how many bytes were appended
     * @throws PosixException if there is another failure than that there is no room
     */
    int resume(int file) {
        int appended = 0;
        while (full && !within) {
            int count = writeNotice(file);
            if (count == 0) {
                return appended;
            }
            appended += count;
            full = noticeWritten > 0 || bytes > 0;
            labelled &= full;
        }
        return appended;
    }

    /** Writes a notice, or what is left of one, as far as there is room. Returns how many bytes were written. */
    private int writeNotice(int file) {
        boolean begins = noticeWritten == 0;
        if (begins) {
            notice = notice();
        }
        int count;
        try {
            count = posix.write(file, notice, noticeWritten, notice.length - noticeWritten);
        } catch (PosixException error) {
            if (isFull(error.errno())) {
                // It was reported when lines began to be dropped.
                return 0;
            }
            throw error;
        }
        if (count > 0) {
            if (begins) {
                noticeLines = lines;
                lines = 0;
                bytes = 0;
                labelled = false;
            }
            noticeWritten += count;
            torn = notice[noticeWritten - 1] != '\n';
            if (noticeWritten == notice.length) {
                noticeWritten = 0;
                noticeLines = 0;
            }
        }
        return count;
    }

    private byte[] notice() {
        String text = "multilog: warning: dropped " + lines + " lines, " + bytes + " bytes\n";
        int newline = torn ? 1 : 0;
        int labelLength = stamp == null ? 0 : Stamp.LENGTH;
        byte[] line = new byte[newline + labelLength + text.length()];
        line[0] = '\n';
        if (labelled) {
            System.arraycopy(label, 0, line, newline, Stamp.LENGTH);
        } else if (stamp != null) {
            stamp.put(line, newline);
        }
        System.arraycopy(Bytes.of(text), 0, line, newline + labelLength, text.length());
        return line;
    }
}
