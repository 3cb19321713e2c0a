package io.daemontools.svlogs;

import io.daemontools.log.LogSequence;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** A place in the files of a log directory. */
final class Position {
    /** How many bytes before the place are compared. */
    private static final int COMPARED = 64;

    /** The file, which keeps these numbers when it gets another name. */
    final long device;

    final long inode;

    /** Bytes before the place; of a compressed file, decompressed ones. */
    final long offset;

    /** {@link #check} of the place, since a later file may have the same numbers; 0 if it is not known. */
    final long check;

    /** The time of the last line before the place, or {@link Source#NO_TIME}. */
    final long key;

    /** The name of the last old log file before the file; empty for none. */
    final String before;

    Position(long device, long inode, long offset, long check, long key, String before) {
        this.device = device;
        this.inode = inode;
        this.offset = offset;
        this.check = check;
        this.key = key;
        this.before = before;
    }

    /** Whether it is in the open file. */
    boolean isIn(LogSequence files, boolean compressed, Posix posix) {
        if (files.status().inode() != inode || files.status().device() != device) {
            return false;
        }
        if (check == 0) {
            // The file could not be read, or the cursor is of a version that compared no compressed files.
            return compressed && before.contentEquals(files.before());
        }
        return check(posix, files.descriptor(), offset, compressed) == check;
    }

    /**
     * A hash of the bytes before a place; that of another file differs. Of a compressed file, it is that of its first bytes.
     *
     * @return 0 if they cannot be read
     */
    static long check(Posix posix, int descriptor, long offset, boolean compressed) {
        byte[] bytes = new byte[COMPARED];
        long to = compressed ? COMPARED : offset;
        long from = Math.max(0, to - COMPARED);
        try {
            int count = Math.max(0, posix.pread(descriptor, bytes, 0, (int) (to - from), from));
            return Bytes.hash(Bytes.hash(bytes, 0, count), count) | 1;
        } catch (PosixException ignored) {
            // Reading the lines reports it.
            return 0;
        }
    }
}
