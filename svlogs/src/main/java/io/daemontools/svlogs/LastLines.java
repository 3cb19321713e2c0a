package io.daemontools.svlogs;

import io.daemontools.log.LogFiles;
import io.daemontools.log.LogSequence;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;

/** Finds where the last lines of a log directory begin, by counting newlines from the end. */
final class LastLines {
    private static final int BLOCK = 32 * 1024;
    private static final int NONE = LogSequence.NONE;

    private final Posix posix;
    private final LogSequence files;
    private final Decompressor decompressor;
    private final boolean completeOnly;
    private final byte[] block = new byte[BLOCK];
    private final FileStatus status = new FileStatus();
    private long wanted;
    private long left;
    private Position found;

    /**
     * Counts nothing yet.
     *
     * @param completeOnly whether an incomplete line at the end of {@code current} does not count, since it is not shown yet
     */
    LastLines(Posix posix, LogSequence files, Decompressor decompressor, boolean completeOnly) {
        this.posix = posix;
        this.decompressor = decompressor;
        this.files = files;
        this.completeOnly = completeOnly;
    }

    /**
     * Finds the beginning of the last lines, or one before it: a compressed file is read as a whole. There are {@link #counted} lines from there.
     *
     * @return null if the log has no more lines
     */
    Position find(long lines) {
        wanted = lines;
        left = lines;
        StringBuilder newest = new StringBuilder();
        files.findBefore(null, newest);
        if (countIn(LogFiles.CURRENT, newest, false) || countIn(LogFiles.PREVIOUS, newest, false)) {
            return found;
        }
        StringBuilder name = newest;
        while (name.length() > 0) {
            StringBuilder before = new StringBuilder();
            files.findBefore(name, before);
            if (countIn(name, before, true)) {
                return found;
            }
            name = before;
        }
        return null;
    }

    /** The lines from what was found to the end of the log. */
    long counted() {
        return wanted - left;
    }

    /** Counts the lines of a file. Returns whether they suffice. */
    private boolean countIn(CharSequence name, CharSequence before, boolean mayBeCompressed) {
        int descriptor = files.open(name, status);
        if (descriptor == NONE) {
            return false;
        }
        try {
            boolean compressed = mayBeCompressed && decompressor.recognizes(descriptor);
            long offset = compressed
                    ? countDecompressed(descriptor, name)
                    : count(descriptor, completeOnly && LogFiles.CURRENT.contentEquals(name));
            if (offset < 0) {
                return false;
            }
            long check = Position.check(posix, descriptor, offset, compressed);
            found = new Position(status.device(), status.inode(), offset, check, Source.NO_TIME, before.toString());
            return true;
        } finally {
            posix.close(descriptor);
        }
    }

    /** Whether the lines of a compressed file suffice: then it is read from its beginning. That reading reports a failure. */
    private long countDecompressed(int descriptor, CharSequence name) {
        decompressor.startSilently(descriptor, name.toString());
        boolean inLine = false;
        try {
            for (int count = decompressor.read(block, 0, BLOCK);
                    count > 0;
                    count = decompressor.read(block, 0, BLOCK)) {
                left -= newlines(count);
                inLine = block[count - 1] != '\n';
            }
        } finally {
            decompressor.abandon();
        }
        left -= inLine ? 1 : 0;
        return left <= 0 ? 0 : -1;
    }

    /**
     * Counts the lines of a text.
     *
     * @param complete whether an incomplete line at the end is not one of them
     * @return the offset of the first of the lines that are left, or a negative number if there are fewer
     */
    private long count(int descriptor, boolean complete) {
        long end = status.size();
        while (end > 0) {
            int length = (int) Math.min(BLOCK, end);
            int count = Math.max(0, posix.pread(descriptor, block, 0, length, end - length));
            // The newline at the end of the file begins no line.
            boolean ends = end == status.size() && count > 0 && block[count - 1] == '\n';
            int newlines = newlines(ends ? count - 1 : count);
            if (complete && end == status.size() && count > 0 && !ends) {
                left++;
            }
            if (newlines >= left) {
                long begin = end - length + indexAfter(newlines - left + 1);
                left = 0;
                return begin;
            }
            left -= newlines;
            end -= length;
        }
        left -= status.size() > 0 ? 1 : 0;
        return left <= 0 ? 0 : -1;
    }

    private int newlines(int length) {
        int count = 0;
        for (int at = posix.indexOf(block, 0, length, (byte) '\n');
                at >= 0;
                at = posix.indexOf(block, at + 1, length, (byte) '\n')) {
            count++;
        }
        return count;
    }

    /** The index after so many newlines. */
    private int indexAfter(long newlines) {
        int at = 0;
        for (long i = 0; i < newlines; i++) {
            at = posix.indexOf(block, at, BLOCK, (byte) '\n') + 1;
        }
        return at;
    }
}
