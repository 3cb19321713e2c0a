package io.daemontools.supervise;

import io.daemontools.event.EventLoop;
import io.daemontools.event.Watch;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The commands from the control FIFO. One that has to wait is held; those behind it stay in the FIFO. */
final class Commands {
    private final int control;
    private final Posix posix;
    private final Watch watch;
    private final byte[] command = new byte[1];

    /** The command that was read and has to wait, or null. */
    private Event held;

    /** Commands that are read from a descriptor. */
    Commands(int control, EventLoop loop, Posix posix) {
        this.control = control;
        this.posix = posix;
        this.watch = loop.watch(control);
    }

    /** Holds a command, or none. */
    void hold(Event event) {
        held = event;
        watch.setEnabled(held == null);
    }

    /** The command that is held, or null. */
    Event held() {
        return held;
    }

    /** Whether there may be a command to read; not while one is held. */
    boolean ready() {
        return watch.ready();
    }

    /** Reads one byte. Returns the command, or null if it is none. */
    Event read() {
        int count = readByte();
        if (count == 0) {
            // Not a FIFO but a file, at its end: it is always readable, and only a pause prevents a busy loop.
            posix.sleep(Posix.SECOND);
        }
        return count == 1 ? Event.ofCommand(command[0]) : null;
    }

    /** A FIFO that cannot be read is treated as a file at its end. */
    private int readByte() {
        try {
            return posix.read(control, command, 0, 1);
        } catch (PosixException error) {
            return 0;
        }
    }
}
