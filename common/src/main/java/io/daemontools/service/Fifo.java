package io.daemontools.service;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Makes the FIFOs of a service directory. */
final class Fifo {
    private static final int MODE = 0600;

    private Fifo() {}

    /**
     * Makes a FIFO unless a file of that name exists, and opens it for reading.
     *
     * @throws PosixException if it cannot be opened; for a FIFO that does not exist, why it could not be made
     */
    static int openRead(Posix posix, String name) {
        PosixException failure = make(posix, name);
        try {
            return posix.openRead(name);
        } catch (PosixException error) {
            throw error.errno() == Errno.ENOENT && failure != null ? failure : error;
        }
    }

    private static PosixException make(Posix posix, String name) {
        try {
            posix.mkfifo(name, MODE);
            return null;
        } catch (PosixException error) {
            // Other errors are reported as in 0.76, by the call that opens it.
            return error.errno() == Errno.EROFS ? error : null;
        }
    }
}
