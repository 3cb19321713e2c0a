package io.daemontools.service;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Makes the FIFOs of a service directory. */
final class Fifo {
    private static final int MODE = 0600;

    private Fifo() {}

    /** Makes a FIFO unless something of that name is there; if neither works, opening it will tell why. */
    static void make(Posix posix, String name) {
        try {
            posix.mkfifo(name, MODE);
        } catch (PosixException ignored) {
            // Opening it then fails, and its error is reported.
            return;
        }
    }
}
