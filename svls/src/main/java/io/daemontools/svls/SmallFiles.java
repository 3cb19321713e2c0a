package io.daemontools.svls;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** What is in files, as far as this user may see it. */
final class SmallFiles {
    private static final int SIZE = 8192;

    private final Posix posix;
    private final FileStatus file = new FileStatus();
    private byte[] bytes;

    SmallFiles(Posix posix) {
        this.posix = posix;
    }

    /** Whether there is a file of that name, which {@link #status} then describes. What cannot be examined is not there. */
    boolean exists(String path) {
        try {
            return posix.stat(path, file);
        } catch (PosixException ignored) {
            return false;
        }
    }

    /** Whether there is certainly no such file; false after a failure other than ENOENT. */
    boolean missing(String path) {
        try {
            return !posix.stat(path, file);
        } catch (PosixException ignored) {
            return false;
        }
    }

    /** Whether a symbolic link leads to itself, be it over others: ELOOP. */
    boolean leadsToItself(String path) {
        try {
            posix.stat(path, file);
            return false;
        } catch (PosixException error) {
            return error.errno() == Errno.ELOOP;
        }
    }

    /** Whether there is a directory of that name. */
    boolean isDirectory(String path) {
        return exists(path) && file.directory();
    }

    /** Of the last file that exists. */
    FileStatus status() {
        return file;
    }

    /** What a symbolic link refers to; null if it is none. */
    String target(String path) {
        try {
            return posix.readlink(path);
        } catch (PosixException ignored) {
            return null;
        }
    }

    /** The first 8 KB of a regular file; null if it cannot be read. */
    String read(String path) {
        return exists(path) && file.regular() ? readAny(path) : null;
    }

    /** The same of a file of the kernel. */
    String readAny(String path) {
        int length = fill(path);
        return length < 0 ? null : Bytes.text(bytes, length);
    }

    /**
     * Finds an argument in a command line of the kernel's, without a copy of the line, which may be long.
     *
     * @param beginning how the argument begins
     * @return the rest of the argument; null if there is none
     */
    String argument(String path, byte[] beginning) {
        int length = fill(path);
        int at = 0;
        while (at + beginning.length <= length) {
            int end = posix.indexOf(bytes, at, length, (byte) 0);
            if (end < 0) {
                return null;
            }
            if (at + beginning.length <= end && posix.equal(bytes, at, beginning, 0, beginning.length)) {
                byte[] rest = new byte[end - at - beginning.length];
                System.arraycopy(bytes, at + beginning.length, rest, 0, rest.length);
                return Bytes.text(rest, rest.length);
            }
            at = end + 1;
        }
        return null;
    }

    /** Reads the beginning of a file. Returns its length; -1 if it cannot be read. */
    private int fill(String path) {
        if (bytes == null) {
            bytes = new byte[SIZE];
        }
        try {
            int descriptor = posix.openRead(path);
            try {
                return Math.max(0, posix.read(descriptor, bytes, 0, SIZE));
            } finally {
                posix.close(descriptor);
            }
        } catch (PosixException ignored) {
            return -1;
        }
    }
}
