package io.daemontools.log;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Files that were read before they had the name of an old log file, from the oldest. They stay open, so that no other gets their inode number. */
final class UnnamedFiles {
    private static final int NONE = -1;

    /** {@code previous} and {@code current}, and one more if someone removes files. */
    private static final int MAX = 3;

    private final Posix posix;
    private final FileStatus status = new FileStatus();
    private final int[] descriptors = new int[MAX];
    private final long[] devices = new long[MAX];
    private final long[] inodes = new long[MAX];
    private int count;

    UnnamedFiles(Posix posix) {
        this.posix = posix;
    }

    /** Adds an open file. If there are too many, the oldest is closed. */
    void add(int descriptor, FileStatus file) {
        if (count == MAX) {
            close(1);
        }
        descriptors[count] = descriptor;
        devices[count] = file.device();
        inodes[count] = file.inode();
        count++;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean contains(FileStatus file) {
        return indexOf(file) != NONE;
    }

    private int indexOf(FileStatus file) {
        for (int i = 0; i < count; i++) {
            if (devices[i] == file.device() && inodes[i] == file.inode()) {
                return i;
            }
        }
        return NONE;
    }

    /** Closes a file that has its name, and those before it. Returns false if there is no such file. */
    boolean named(FileStatus file) {
        int index = indexOf(file);
        close(index + 1);
        return index != NONE;
    }

    /** The descriptor of the oldest, or a negative number. */
    int oldest() {
        return count == 0 ? NONE : descriptors[0];
    }

    /** Whether the oldest has no name at all any more. */
    boolean oldestIsRemoved() {
        try {
            posix.stat(descriptors[0], status);
            return status.links() == 0;
        } catch (PosixException ignored) {
            // It counts as not removed.
            return false;
        }
    }

    /** Closes the oldest. */
    void closeOldest() {
        close(1);
    }

    /** Closes all. */
    void close() {
        close(count);
    }

    private void close(int first) {
        for (int i = 0; i < first; i++) {
            posix.close(descriptors[i]);
        }
        for (int i = first; i < count; i++) {
            descriptors[i - first] = descriptors[i];
            devices[i - first] = devices[i];
            inodes[i - first] = inodes[i];
        }
        count -= first;
    }
}
