package io.daemontools.service;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Makes the FIFOs of a service directory. */
final class Fifo {
    private static final int MODE = 0600;

    private Fifo() {}

    /** Makes a FIFO unless a file of that name exists. A failure is reported when the FIFO is opened. */
    static void make(Posix posix, String name) {
        try {
            posix.mkfifo(name, MODE);
        } catch (PosixException ignored) {
            // Opening it then fails, and its error is reported.
            return;
        }
    }
}
