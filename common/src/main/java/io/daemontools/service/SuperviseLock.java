package io.daemontools.service;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The lock that a supervise has while it runs. */
public final class SuperviseLock {
    private SuperviseLock() {}

    /**
     * Whether nobody has the lock of a service directory. It is taken for a moment to find out.
     *
     * @param path the lock, see {@link ServicePaths#lock}
     * @return false also if it cannot be opened: a supervise may run
     */
    public static boolean free(Posix posix, CharSequence path) {
        try {
            int lock = posix.openWrite(path);
            try {
                posix.tryLock(lock);
                return true;
            } finally {
                posix.close(lock);
            }
        } catch (PosixException ignored) {
            // EAGAIN: a supervise runs. After all other errors, one may.
            return false;
        }
    }
}
