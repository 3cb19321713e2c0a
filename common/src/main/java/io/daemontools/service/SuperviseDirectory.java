package io.daemontools.service;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The directory {@code supervise} in a service directory. */
public final class SuperviseDirectory {
    private static final int MODE = 0700;

    private SuperviseDirectory() {}

    /**
     * Makes the directory unless it exists, in the working directory. A symbolic link to nothing has its target made, so that
     * read-only service directories can keep it elsewhere (Debian's addition to 0.76). If nothing can be made, opening the files in
     * it fails, and its error is reported.
     *
     * @throws PosixException if {@code readlink(2)} fails
     */
    public static void make(Posix posix) {
        if (!tryToMake(ServiceFiles.SUPERVISE, posix)) {
            makeTarget(ServiceFiles.SUPERVISE, "", posix);
        }
    }

    /** The same in a service directory. It allocates nothing if the directory is new. */
    public static void make(Posix posix, CharSequence service, CharSequence path) {
        if (!tryToMake(path, posix)) {
            makeTarget(path.toString(), service + "/", posix);
        }
    }

    private static void makeTarget(String path, String service, Posix posix) {
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

    private static boolean tryToMake(CharSequence path, Posix posix) {
        try {
            return posix.mkdir(path, MODE);
        } catch (PosixException ignored) {
            // What is to be opened in the directory then fails, and that is reported.
            return false;
        }
    }
}
