package io.daemontools.posix;

/** {@code fsync(2)} where not every system and every file system has it: of directories, and of files of any kind. */
public final class Fsync {
    private Fsync() {}

    /**
     * Makes an open file or directory durable, if its file system can do that.
     *
     * @throws PosixException EIO, ENOSPC, EDQUOT: it is not durable. Other errors mean that it cannot be done for such a file.
     */
    public static void ifPossible(Posix posix, int descriptor) {
        try {
            posix.fsync(descriptor);
        } catch (PosixException error) {
            if (error.errno() == Errno.EIO || error.errno() == Errno.ENOSPC || error.errno() == Errno.EDQUOT) {
                throw error;
            }
        }
    }

    /**
     * Makes the names in a directory durable, if its file system can do that.
     *
     * @throws PosixException the names are not durable. EACCES is not reported: a directory may be writable and not readable, and only
     *     one that is readable can be opened.
     */
    public static void directory(Posix posix, CharSequence path) {
        int descriptor;
        try {
            descriptor = posix.openRead(path);
        } catch (PosixException error) {
            if (error.errno() == Errno.EACCES) {
                return;
            }
            throw error;
        }
        try {
            ifPossible(posix, descriptor);
        } finally {
            posix.close(descriptor);
        }
    }
}
