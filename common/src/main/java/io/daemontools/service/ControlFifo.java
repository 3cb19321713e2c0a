package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The FIFO from which a supervise reads commands, one byte each. */
public final class ControlFifo {
    private ControlFifo() {}

    /**
     * Makes the FIFO and opens it for reading. Also holds a writing end open, so that the reading end
     * gets no end of file when a client closes the FIFO.
     *
     * @param directory the service directory's name, for messages
     * @return the descriptor to read commands from
     */
    public static int serve(Posix posix, Diagnostics diagnostics, String directory) {
        Fifo.make(posix, ServiceFiles.CONTROL);
        String name = directory + '/' + ServiceFiles.CONTROL;
        int reading;
        try {
            reading = posix.openRead(ServiceFiles.CONTROL);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to read " + name, error);
        }
        try {
            posix.openWrite(ServiceFiles.CONTROL);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to write " + name, error);
        }
        return reading;
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
            if (offer(posix, fifo, commands, 0) < commands.length) {
                throw PosixException.of(Errno.EAGAIN);
            }
        } finally {
            posix.close(fifo);
        }
    }

    /** Writes all commands, and blocks while the FIFO is full. */
    public static void write(Posix posix, int fifo, byte[] commands) {
        int written = offer(posix, fifo, commands, 0);
        if (written < commands.length) {
            posix.setBlocking(fifo, true);
            offer(posix, fifo, commands, written);
        }
    }

    /** Writes from an index on while there is room; returns the end. */
    private static int offer(Posix posix, int fifo, byte[] bytes, int from) {
        int written = from;
        while (written < bytes.length) {
            int count = posix.write(fifo, bytes, written, bytes.length - written);
            if (count == Descriptors.WOULD_BLOCK) {
                return written;
            }
            written += count;
        }
        return written;
    }
}
