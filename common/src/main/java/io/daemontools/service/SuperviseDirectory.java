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
     * can keep it elsewhere (Debian's addition to 0.76). If nothing can be made, opening the files in it fails, and its error is
     * reported.
     *
     * @param service the service directory with a slash at its end, or an empty string for the working directory
     * @throws PosixException if {@code readlink(2)} fails
     */
    public static void make(Posix posix, String service) {
        String path = service.concat(ServiceFiles.SUPERVISE);
        if (tryToMake(path, posix)) {
            return;
        }
        try {
            String target = posix.readlink(path);
            if (target != null) {
                tryToMake(target.startsWith("/") ? target : service.concat(target), posix);
            }
        } catch (PosixException error) {
            if (error.errno() != Errno.ENOENT) {
                throw error;
            }
        }
    }

    private static boolean tryToMake(String path, Posix posix) {
        try {
            return posix.mkdir(path, MODE);
        } catch (PosixException ignored) {
            // What is to be opened in the directory then fails, and that is reported.
            return false;
        }
    }
}
