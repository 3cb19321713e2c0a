package io.daemontools.supervise;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.WaitStatus;

/** Waits for what can happen to a service, and tells it. */
final class EventLoop {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;

    private static final int SIGNALS = 0;
    private static final int CONTROL = 1;

    private final Service service;
    private final Posix posix;
    private final int[] descriptors;
    private final boolean[] ready;
    private final byte[] command = new byte[1];
    private final WaitStatus ignored = new WaitStatus();

    EventLoop(Service service, int signals, int control, Posix posix) {
        this.service = service;
        this.posix = posix;
        this.descriptors = new int[] {signals, control};
        this.ready = new boolean[descriptors.length];
    }

    /** Runs until the service has ended for good. */
    void run() {
        service.startIfDue();
        while (!service.ended()) {
            await();
            if (ready[SIGNALS]) {
                takeSignals();
            }
            reapChildren();
            service.startIfDue();
            service.catchUp();
            if (ready[CONTROL] && !service.ended()) {
                obeyOneCommand();
            }
        }
    }

    /** A system that cannot even wait is asked again in a second, when everything is looked at. */
    private void await() {
        try {
            posix.awaitReadable(descriptors, ready, patience());
        } catch (PosixException error) {
            posix.sleep(SECOND);
            ready[SIGNALS] = true;
            ready[CONTROL] = true;
        }
    }

    private long patience() {
        long longest = service.outdated() ? SECOND : HOUR;
        long start = service.startWithin();
        return start < 0 ? longest : Math.min(start, longest);
    }

    private void takeSignals() {
        Signal caught = posix.takeSignal();
        while (caught != null) {
            caught = posix.takeSignal();
        }
    }

    /** At every turn, so that a death whose signal went astray is noticed at the next. */
    private void reapChildren() {
        for (int child = posix.reap(ignored); child != Posix.NONE; child = posix.reap(ignored)) {
            service.childEnded(child);
        }
    }

    private void obeyOneCommand() {
        int count = readCommand();
        if (count == 1) {
            Event event = Event.ofCommand(command[0]);
            if (event != null) {
                service.on(event);
            }
        } else if (count == 0) {
            // Not a FIFO but a file, at its end: always readable, so only a pause keeps us from spinning.
            posix.sleep(SECOND);
        }
    }

    /** What cannot be read is like a file at its end. */
    private int readCommand() {
        try {
            return posix.read(descriptors[CONTROL], command, 0, 1);
        } catch (PosixException error) {
            return 0;
        }
    }
}
