package io.daemontools.supervise;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.WaitStatus;

/**
 * Waits for signals, commands and times, and passes them to the service in their order.
 *
 * <p>A command that the service postpones is kept in {@link #held}, and those behind it stay in the control FIFO. A process whose
 * death it postpones is not reaped, so that its process id stays taken.
 */
final class EventLoop {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;

    private static final int SIGNALS = 0;
    private static final int CONTROL = 1;

    private static final int NOT_POLLED = -1;

    private final Service service;
    private final int control;
    private final Posix posix;
    private final int[] descriptors;
    private final boolean[] ready;
    private final byte[] command = new byte[1];
    private final WaitStatus ignored = new WaitStatus();

    /** The command that was read and is postponed, or null. */
    private Event held;

    /** Whether CHLD has arrived since children were last reaped. */
    private boolean unreaped;

    EventLoop(Service service, int signals, int control, Posix posix) {
        this.service = service;
        this.control = control;
        this.posix = posix;
        this.descriptors = new int[] {signals, control};
        this.ready = new boolean[descriptors.length];
    }

    /** Runs until supervise is to exit. */
    void run() {
        service.tick();
        while (!service.ended()) {
            await();
            service.tick();
            obeyHeld();
            if (ready[SIGNALS]) {
                takeSignals();
            }
            if (!service.postponesDeath()) {
                reapChildren();
            }
            service.catchUp();
            if (ready[CONTROL] && held == null && !service.ended()) {
                obeyOneCommand();
            }
        }
    }

    /** A system that cannot even wait is asked again in a second, when everything is looked at. */
    private void await() {
        descriptors[CONTROL] = held == null ? control : NOT_POLLED;
        try {
            posix.poll(descriptors, ready, timeout());
        } catch (PosixException error) {
            posix.sleep(SECOND);
            ready[SIGNALS] = true;
            ready[CONTROL] = true;
        }
    }

    private long timeout() {
        boolean commandIsDue = held != null && !service.postpones(held);
        boolean deathIsDue = unreaped && !service.postponesDeath();
        if (commandIsDue || deathIsDue) {
            return 0;
        }
        long longest = earlier(service.outdated() ? SECOND : HOUR, service.startWithin());
        return held != null || unreaped ? earlier(longest, service.firstSecondLeft()) : longest;
    }

    private static long earlier(long nanoseconds, long negativeForNever) {
        return negativeForNever < 0 ? nanoseconds : Math.min(nanoseconds, negativeForNever);
    }

    private void takeSignals() {
        Signal caught = posix.takeSignal();
        while (caught != null) {
            caught = posix.takeSignal();
        }
        unreaped = true;
    }

    /**
     * At every turn, so that a death whose signal went astray is noticed at the next. The service's own death comes last: it may
     * start a process, which is not to be reaped in the same turn.
     */
    private void reapChildren() {
        boolean died = false;
        for (int child = posix.reap(ignored); child != Posix.NONE; child = posix.reap(ignored)) {
            died |= service.runsAs(child);
        }
        unreaped = false;
        if (died) {
            service.died();
        }
    }

    /**
     * Before deaths are noticed: a service that ends at once each time uses up a command with each start, and the commands behind
     * it are reached.
     */
    private void obeyHeld() {
        if (held != null && !service.postpones(held)) {
            Event due = held;
            held = null;
            service.on(due);
        }
    }

    private void obeyOneCommand() {
        int count = readCommand();
        if (count == 1) {
            Event event = Event.ofCommand(command[0]);
            if (event != null && service.postpones(event)) {
                held = event;
            } else if (event != null) {
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
            return posix.read(control, command, 0, 1);
        } catch (PosixException error) {
            return 0;
        }
    }
}
