package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.FatalException;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServiceFiles;

/** The directory {@code supervise} in a service directory: made if missing, and locked for life. */
final class SuperviseDirectory {
    private static final int MODE = 0700;

    private SuperviseDirectory() {}

    /**
     * Makes the directory. A symbolic link to nothing has its target made, so that read-only service directories can
     * keep it elsewhere (Debian's addition to 0.76). A failure here is reported when the lock cannot be taken.
     */
    static void make(Posix posix) {
        if (!tryToMake(ServiceFiles.SUPERVISE, posix)) {
            try {
                String target = posix.readlink(ServiceFiles.SUPERVISE);
                if (target != null) {
                    tryToMake(target, posix);
                }
            } catch (PosixException error) {
                if (error.errno() != Errno.ENOENT) {
                    throw FatalException.raw(
                            "unable to readlink ./supervise: " + error.errno().text());
                }
            }
        }
    }

    /** Takes the lock that makes this the one supervise of the service directory. */
    static void lock(String directory, Posix posix, Diagnostics diagnostics) {
        try {
            posix.tryLock(posix.openAppend(ServiceFiles.LOCK));
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to acquire " + directory + '/' + ServiceFiles.LOCK, error);
        }
    }

    private static boolean tryToMake(String path, Posix posix) {
        try {
            return posix.mkdir(path, MODE);
        } catch (PosixException ignored) {
            // The lock cannot be taken then, and that is reported.
            return false;
        }
    }
}
