package io.daemontools.svlogs;

import io.daemontools.log.LogFiles;
import io.daemontools.log.LogSequence;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Finds where the last lines of a log directory begin, by counting newlines from the end. */
final class LastLines {
    private static final int BLOCK = 32 * 1024;
    private static final int NONE = LogSequence.NONE;

    private final Posix posix;
    private final LogSequence files;
    private final Decompressor decompressor;
    private final byte[] block = new byte[BLOCK];
    private final FileStatus status = new FileStatus();
    private long left;
    private Position found;

    LastLines(Posix posix, LogSequence files, Decompressor decompressor) {
        this.posix = posix;
        this.decompressor = decompressor;
        this.files = files;
    }

    /**
     * Finds the beginning of the last lines, or one before it: a file may be rotated meanwhile, and a compressed one is read as a whole.
     *
     * @return null if the log has no more lines
     */
    Position find(long lines) {
        left = lines;
        StringBuilder newest = new StringBuilder();
        files.findBefore(null, newest);
        if (countIn(LogFiles.CURRENT, newest) || countIn(LogFiles.PREVIOUS, newest)) {
            return found;
        }
        StringBuilder name = newest;
        while (name.length() > 0) {
            StringBuilder before = new StringBuilder();
            files.findBefore(name, before);
            if (countIn(name, before)) {
                return found;
            }
            name = before;
        }
        return null;
    }

    /** Counts the lines of a file. Returns whether they suffice. */
    private boolean countIn(CharSequence name, CharSequence before) {
        int descriptor = files.open(name, status);
        if (descriptor == NONE) {
            return false;
        }
        try {
            boolean compressed = decompressor.start(descriptor, name.toString());
            long offset = compressed ? countDecompressed() : count(descriptor);
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

    /** Whether the lines of a compressed file suffice: then it is read from its beginning. */
    private long countDecompressed() {
        try {
            for (int count = decompressor.read(block, 0, BLOCK);
                    count > 0;
                    count = decompressor.read(block, 0, BLOCK)) {
                for (int i = 0; i < count; i++) {
                    left -= block[i] == '\n' ? 1 : 0;
                }
            }
        } catch (PosixException error) {
            decompressor.abandon();
            throw error;
        }
        decompressor.finish();
        return left <= 0 ? 0 : -1;
    }

    /** The offset of the first of the lines that are left, or a negative number if there are fewer. */
    private long count(int descriptor) {
        long end = status.size();
        boolean last = true;
        while (end > 0) {
            int length = (int) Math.min(BLOCK, end);
            int count = posix.pread(descriptor, block, 0, length, end - length);
            for (int i = Math.min(count, length) - 1; i >= 0; i--) {
                if (block[i] == '\n' && !(last && i == count - 1)) {
                    left--;
                    if (left <= 0) {
                        return end - length + i + 1;
                    }
                }
                last = false;
            }
            end -= length;
        }
        left -= status.size() > 0 ? 1 : 0;
        return left <= 0 ? 0 : -1;
    }
}
