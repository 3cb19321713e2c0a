package io.daemontools.cli;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;

/**
 * A file that is replaced by a complete one: {@code FILE.new} is written, and renamed. A user who can write to the directory can prevent
 * that, but not direct the writing to another file.
 */
public final class ReplacedFile {
    private static final String SUFFIX = ".new";
    private static final int MODE = 0644;

    private final String file;
    private final String next;
    private final Posix posix;

    /** The file, which need not exist. */
    public ReplacedFile(String file, Posix posix) {
        this.file = file;
        this.next = file.concat(SUFFIX);
        this.posix = posix;
    }

    /**
     * Creates {@code FILE.new} with mode 0644. What had that name is removed first. SIGXFSZ is ignored from now on, so that a write
     * beyond the limit on the size of files fails with EFBIG, and the file can be removed.
     *
     * @return its descriptor, which the caller closes
     * @throws PosixException EEXIST if {@code FILE} is not a regular file, such as a device, or if another process has just made
     *     {@code FILE.new}; errors of {@code open(2)}
     */
    public int create() {
        posix.ignore(Signal.XFSZ);
        FileStatus status = new FileStatus();
        if (posix.stat(file, status) && !status.regular()) {
            throw PosixException.of(Errno.EEXIST);
        }
        remove();
        int descriptor = posix.openReadWrite(next);
        try {
            posix.stat(descriptor, status);
            if (!status.regular() || status.links() != 1 || status.size() > 0) {
                throw PosixException.of(Errno.EEXIST);
            }
            posix.chmod(descriptor, MODE);
        } catch (PosixException error) {
            posix.close(descriptor);
            throw error;
        }
        return descriptor;
    }

    /** Renames {@code FILE.new}. */
    public void complete() {
        posix.rename(next, file);
    }

    private void remove() {
        try {
            posix.unlink(next);
        } catch (PosixException error) {
            if (error.errno() != Errno.ENOENT) {
                throw error;
            }
        }
    }

    /** Removes {@code FILE.new} after a failure, if that is possible. */
    public void discard() {
        try {
            posix.unlink(next);
        } catch (PosixException ignored) {
            // The failure before is the one to report.
            return;
        }
    }
}
