package io.daemontools.svc;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ControlFifo;
import io.daemontools.service.ServicePaths;

/** Brings commands to the supervises of service directories, and warns of each that cannot be reached. */
final class Delivery {
    private final byte[] commands;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final ServicePaths names = new ServicePaths();

    Delivery(byte[] commands, Posix posix, Diagnostics diagnostics) {
        this.commands = commands;
        this.posix = posix;
        this.diagnostics = diagnostics;
    }

    /** Takes fewer calls. Answers false if what is in the way must be found out step by step. */
    boolean sendByPath(String directory) {
        if (directory.isEmpty()) {
            return false;
        }
        int fifo;
        try {
            fifo = ControlFifo.open(posix, names.of(directory));
        } catch (PosixException ignored) {
            // sendFromInside finds out and reports which step fails.
            return false;
        }
        write(directory, fifo);
        return true;
    }

    /** Goes to the directory, step by step. Answers whether it got there. */
    boolean sendFromInside(String directory) {
        try {
            posix.chdir(directory);
        } catch (PosixException error) {
            diagnostics.warn("unable to chdir to " + directory, error);
            return false;
        }
        try {
            write(directory, ControlFifo.open(posix));
        } catch (PosixException error) {
            if (error.errno() == Errno.ENXIO) {
                diagnostics.warn("unable to control " + directory + ": supervise not running");
            } else {
                diagnostics.warn("unable to control " + directory, error);
            }
        }
        return true;
    }

    private void write(String directory, int fifo) {
        try {
            ControlFifo.write(posix, fifo, commands);
        } catch (PosixException error) {
            diagnostics.warn("error writing commands to " + directory, error);
        }
        posix.close(fifo);
    }
}
