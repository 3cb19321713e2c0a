package io.daemontools.service;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The directory {@code supervise} in a service directory. */
public final class SuperviseDirectory {
    private static final int MODE = 0700;

    private SuperviseDirectory() {}

    /**
     * Makes the directory unless it exists. A symbolic link to nothing has its target made, so that read-only service directories
     * can keep it elsewhere (Debian's addition to 0.76).
     *
     * <p>If nothing can be made, opening the files in it fails. If that fails with ENOENT, the result is the reason.
     *
     * @param service the service directory with a slash at its end, or an empty string for the working directory
     * @return why it could not be made, or null
     * @throws PosixException if {@code readlink(2)} fails
     */
    public static PosixException make(Posix posix, String service) {
        String path = service.concat(ServiceFiles.SUPERVISE);
        PosixException failure;
        try {
            if (posix.mkdir(path, MODE)) {
                return null;
            }
            failure = null;
        } catch (PosixException error) {
            failure = error;
        }
        String target = null;
        try {
            target = posix.readlink(path);
        } catch (PosixException error) {
            if (error.errno() != Errno.ENOENT) {
                throw error;
            }
        }
        return target == null ? failure : makeTarget(posix, target.startsWith("/") ? target : service.concat(target));
    }

    private static PosixException makeTarget(Posix posix, String path) {
        try {
            posix.mkdir(path, MODE);
            return null;
        } catch (PosixException error) {
            return error;
        }
    }
}
