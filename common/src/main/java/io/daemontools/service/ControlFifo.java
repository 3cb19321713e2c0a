package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
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
        Fifo.make(posix, ServiceDirectory.CONTROL);
        String name = directory + '/' + ServiceDirectory.CONTROL;
        int reading;
        try {
            reading = posix.openRead(ServiceDirectory.CONTROL);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to read " + name, error);
        }
        posix.closeOnExec(reading);
        try {
            posix.closeOnExec(posix.openWrite(ServiceDirectory.CONTROL));
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to write " + name, error);
        }
        return reading;
    }
}
