package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The FIFO through which a supervise is told what to do, one byte a command. */
public final class ControlFifo {
    private ControlFifo() {}

    /**
     * Makes the FIFO and opens it for reading. A writing end is held open as well, so that the reading end never comes
     * to its end when a client goes.
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
     * Opens the FIFO to write commands.
     *
     * @throws PosixException ENXIO if no supervise listens
     */
    public static int open(Posix posix) {
        return posix.openWrite(ServiceFiles.CONTROL);
    }

    /**
     * Opens the FIFO of a service directory from elsewhere.
     *
     * @throws PosixException if that is not possible; why must be found out step by step
     */
    public static int open(Posix posix, ServicePaths directory) {
        return posix.openWrite(directory.control());
    }

    /**
     * Writes commands, all of them, to the supervise of a service directory, without waiting.
     *
     * @throws PosixException ENXIO if no supervise listens, EAGAIN if it has too much to do
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

    /** Writes commands, all of them, and waits for room where there is none. */
    public static void write(Posix posix, int fifo, byte[] commands) {
        int written = offer(posix, fifo, commands, 0);
        if (written < commands.length) {
            posix.setBlocking(fifo, true);
            offer(posix, fifo, commands, written);
        }
    }

    /** Writes from an index on, as far as there is room; answers where that ends. */
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
