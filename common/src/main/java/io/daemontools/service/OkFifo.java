package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The FIFO whose reading end a supervise holds open while it runs. */
public final class OkFifo {
    /** The result of {@link #open} if no supervise runs. */
    public static final int NOT_HELD = -1;

    private OkFifo() {}

    /** Makes the FIFO and holds its reading end open. Returns that end. */
    public static int hold(Posix posix, Diagnostics diagnostics, String directory) {
        try {
            return Fifo.openRead(posix, ServiceFiles.OK);
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

    /**
     * Opens the writing end if a supervise holds the reading end, and so runs.
     *
     * @param path the FIFO's path
     * @return the writing end, which {@code poll(2)} reports as ready on most systems once the supervise has ended; or {@link
     *     #NOT_HELD}, also if the file is not a FIFO or cannot be opened
     * @throws PosixException EMFILE, ENFILE, ENOMEM: a supervise may run
     */
    public static int open(Posix posix, CharSequence path, FileStatus status) {
        try {
            // The usual case, in which a failed open(2) would allocate the table of errors.
            if (!posix.stat(path, status)) {
                return NOT_HELD;
            }
            int writing = posix.openWrite(path);
            if (isFifo(posix, writing, status)) {
                return writing;
            }
            posix.close(writing);
        } catch (PosixException error) {
            if (error.errno().shortage()) {
                throw error;
            }
            // No supervise can be seen to run. If one does, it has the lock, which the next one reports.
            return NOT_HELD;
        }
        return NOT_HELD;
    }

    private static boolean isFifo(Posix posix, int descriptor, FileStatus status) {
        try {
            posix.stat(descriptor, status);
            return status.fifo();
        } catch (PosixException ignored) {
            // As for a file that cannot be opened.
            return false;
        }
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
