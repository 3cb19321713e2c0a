package io.daemontools.svscan;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.WaitStatus;

/** What process 1 has to take notice of: the end of its children, inherited ones too, and the wish that it stop. */
final class Children {
    /** How long a system that cannot even wait is left alone. */
    private static final long SECOND = 1_000_000_000L;

    private final ServiceTable services;
    private final Posix posix;
    private final int[] signals;
    private final boolean[] ready = new boolean[1];
    private final WaitStatus ignored = new WaitStatus();
    private boolean stopRequested;

    Children(ServiceTable services, Posix posix) {
        this.services = services;
        this.posix = posix;
        this.signals = new int[] {posix.catchSignals(Signal.TERM, Signal.INT, Signal.CHLD)};
    }

    /** Whether a signal has asked for a stop since this was asked last. */
    boolean takeStopRequest() {
        boolean requested = stopRequested;
        stopRequested = false;
        return requested;
    }

    /** Waits for a signal, for so many nanoseconds at most, and buries the dead. */
    void await(long nanoseconds) {
        try {
            posix.poll(signals, ready, nanoseconds);
        } catch (PosixException error) {
            posix.sleep(Math.min(nanoseconds, SECOND));
        }
        for (Signal caught = posix.takeSignal(); caught != null; caught = posix.takeSignal()) {
            stopRequested |= caught != Signal.CHLD;
        }
        for (int child = posix.reap(ignored); child != Posix.NONE; child = posix.reap(ignored)) {
            services.childEnded(child);
        }
    }
}
