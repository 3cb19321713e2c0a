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
     * read-only service directories can keep it elsewhere (Debian's addition to 0.76).
     *
     * <p>If nothing can be made, opening the files in it fails. If that fails with ENOENT, the result is the reason.
     *
     * @return EROFS if that is why it could not be made, or null
     * @throws PosixException if {@code readlink(2)} fails
     */
    public static PosixException make(Posix posix) {
        PosixException failure = null;
        try {
            if (posix.mkdir(ServiceFiles.SUPERVISE, MODE)) {
                return null;
            }
        } catch (PosixException error) {
            failure = readOnly(error);
        }
        return makeTarget(posix, ServiceFiles.SUPERVISE, "", failure);
    }

    /** The same in a service directory. It allocates nothing if the directory is new. */
    public static PosixException make(Posix posix, CharSequence service, CharSequence path) {
        PosixException failure = null;
        try {
            if (posix.mkdir(path, MODE)) {
                return null;
            }
        } catch (PosixException error) {
            failure = readOnly(error);
        }
        return makeTarget(posix, path.toString(), service + "/", failure);
    }

    private static PosixException makeTarget(Posix posix, String path, String service, PosixException failure) {
        String target = null;
        try {
            target = posix.readlink(path);
        } catch (PosixException error) {
            if (error.errno() != Errno.ENOENT) {
                throw error;
            }
        }
        if (target == null) {
            return failure;
        }
        try {
            posix.mkdir(target.startsWith("/") ? target : service.concat(target), MODE);
            return null;
        } catch (PosixException error) {
            return readOnly(error);
        }
    }

    /** Other errors are reported as in 0.76, by the call that opens a file in the directory. */
    private static PosixException readOnly(PosixException error) {
        return error.errno() == Errno.EROFS ? error : null;
    }
}
