package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The FIFO whose reading end a supervise holds open while it runs. */
public final class OkFifo {
    private OkFifo() {}

    /** Makes the FIFO and holds its reading end open. */
    public static void hold(Posix posix, Diagnostics diagnostics, String directory) {
        Fifo.make(posix, ServiceFiles.OK);
        try {
            posix.openRead(ServiceFiles.OK);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to read " + directory + '/' + ServiceFiles.OK, error);
        }
    }

    /**
     * Whether a supervise runs in the working directory.
     *
     * @throws PosixException if the FIFO cannot be opened; ENOENT if no supervise ever ran
     */
    public static boolean held(Posix posix) {
        return held(posix, ServiceFiles.OK);
    }

    /** The same for another service directory, by the path of its FIFO. */
    public static boolean held(Posix posix, CharSequence path) {
        try {
            posix.close(posix.openWrite(path));
            return true;
        } catch (PosixException error) {
            if (error.errno() == Errno.ENXIO) {
                return false;
            }
            throw error;
        }
    }
}
