package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The FIFO from which a supervise reads commands, one byte each. */
public final class ControlFifo {
    private ControlFifo() {}

    /**
     * Makes the FIFO and opens it for reading.
     *
     * @param directory the service directory's name, for messages
     * @return the descriptor to read commands from
     */
    public static int serve(Posix posix, Diagnostics diagnostics, String directory) {
        try {
            return Fifo.openRead(posix, ServiceFiles.CONTROL);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to read " + directory + '/' + ServiceFiles.CONTROL, error);
        }
    }

    /**
     * Holds a writing end of the FIFO open, so that the reading end gets no end of file when a client closes the FIFO.
     *
     * @return its descriptor
     */
    public static int holdWriter(Posix posix, Diagnostics diagnostics, String directory) {
        try {
            return posix.openWrite(ServiceFiles.CONTROL);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to write " + directory + '/' + ServiceFiles.CONTROL, error);
        }
    }

    /**
     * Opens the FIFO in the working directory to write commands.
     *
     * @throws PosixException ENXIO if no supervise reads the FIFO
     */
    public static int open(Posix posix) {
        return posix.openWrite(ServiceFiles.CONTROL);
    }

    /**
     * Opens the FIFO of a service directory by its path.
     *
     * @throws PosixException on failure; going to the directory step by step finds the reason
     */
    public static int open(Posix posix, ServicePaths directory) {
        return posix.openWrite(directory.control());
    }

    /**
     * Writes all commands to the supervise of a service directory, without blocking.
     *
     * @throws PosixException ENXIO if no supervise reads the FIFO, EAGAIN if the FIFO is full
     */
    public static void send(Posix posix, String directory, byte[] commands) {
        int fifo = open(posix, new ServicePaths().of(directory));
        try {
            if (posix.writeAll(fifo, commands, 0, commands.length) < commands.length) {
                throw PosixException.of(Errno.EAGAIN);
            }
        } finally {
            posix.close(fifo);
        }
    }

    /** Writes all commands, and blocks while the FIFO is full. */
    public static void write(Posix posix, int fifo, byte[] commands) {
        int written = posix.writeAll(fifo, commands, 0, commands.length);
        if (written < commands.length) {
            posix.setBlocking(fifo, true);
            posix.writeAll(fifo, commands, written, commands.length - written);
        }
    }
}
