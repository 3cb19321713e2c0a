package io.daemontools.event;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ResourceUse;
import io.daemontools.posix.Signal;
import io.daemontools.posix.WaitStatus;
import java.util.Arrays;

/**
 * Waits for all that a program waits for at the same time: descriptors, deadlines, caught signals and the ends of children.
 *
 * <p>The loop calls nobody. Its owner calls {@link #poll} once a turn and then asks what has happened, in the order that the
 * program needs:
 *
 * <pre>
 * while (...) {
 *     loop.poll(EventLoop.NO_LIMIT);
 *     if (deadline.expired()) ...
 *     if (loop.take(Signal.TERM)) ...
 *     for (int child = loop.reap(); child != Posix.NONE; child = loop.reap()) ...
 *     if (input.ready()) ...
 * }
 * </pre>
 *
 * <p>{@link #watch}, {@link #tryWatch}, {@link #output}, {@link #deadline} and {@link #catchSignals} take memory, all other calls take none.
 */
public final class EventLoop {
    /** A wait without a limit. */
    public static final long NO_LIMIT = -1;

    /** Of so many watches, one more has room; of fewer, none. */
    private static final int SPARE = 8;

    /** Bytes that a {@link Watch} takes natively on a machine of 64 bits. */
    private static final int WATCH_SIZE = 32;

    /** Bytes that its elements of the arrays take there. */
    private static final int SLOT_SIZE = 13;

    /** Bytes that are left for the rest of the program. */
    private static final int RESERVE = 8 * 1024;

    private final Posix posix;
    private final boolean[] arrived = new boolean[Signal.values().length];
    private final WaitStatus childStatus = new WaitStatus();
    private final ResourceUse childUse = new ResourceUse();

    /** With room at the end: a program may have a watch for each of many services. */
    private Watch[] watches = {};

    private int watchCount;
    private Deadline[] deadlines = {};
    private Watch signals;

    /** The arguments of {@code poll}, by the index of the watch; negative where there is none. */
    private int[] descriptors = {};

    private boolean[] ready = {};

    /** The arguments of {@code poll} for the signals alone. */
    private final int[] signalDescriptor = new int[1];

    private final boolean[] signalReady = new boolean[1];

    /** A loop that waits for nothing yet. */
    public EventLoop(Posix posix) {
        this.posix = posix;
    }

    /** Adds a descriptor to wait for until it is readable. It stays its owner's, who closes it. */
    public Watch watch(int descriptor) {
        Watch added = new Watch(this, descriptor);
        if (watchCount == watches.length) {
            resize(watchCount + 1 + watchCount / SPARE);
        }
        watches[watchCount++] = added;
        return added;
    }

    /**
     * Adds a descriptor as {@link #watch} does, if there is memory for that.
     *
     * @return null if there is not
     */
    public Watch tryWatch(int descriptor) {
        int room = watchCount + 1 + watchCount / SPARE;
        return posix.canAllocate(RESERVE + WATCH_SIZE + room * SLOT_SIZE) ? watch(descriptor) : null;
    }

    /** A descriptor to wait for until it is writable, by its own {@link Output#await}. It stays its owner's, who closes it. */
    public Output output(int descriptor) {
        return new Output(posix, this, descriptor);
    }

    /** Adds a deadline, which is not set. */
    public Deadline deadline() {
        Deadline[] more = new Deadline[deadlines.length + 1];
        for (int i = 0; i < deadlines.length; i++) {
            more[i] = deadlines[i];
        }
        more[deadlines.length] = new Deadline(posix);
        deadlines = more;
        return more[more.length - 1];
    }

    /**
     * Catches signals from now on.
     *
     * @throws PosixException EMFILE, ENFILE if there are no descriptors for the pipe that wakes {@code poll}
     */
    public void catchSignals(Signal... caught) {
        int descriptor = posix.catchSignals(caught);
        if (signals == null) {
            signals = watch(descriptor);
        }
    }

    /**
     * Waits until a watched descriptor is readable, a caught signal arrives, the earliest deadline expires or the time is over.
     * It may return before that. Signals that have arrived are noted for {@link #take}.
     *
     * <p>Without a watch it sleeps, by {@code nanosleep(2)}, for the whole time.
     *
     * <p>If {@code poll(2)} fails, it waits for a second, or until the earliest deadline if that is sooner; all watches then
     * count as ready, so that their owners look at everything.
     *
     * @param atMost nanoseconds, or {@link #NO_LIMIT}
     * @return whether readiness is known; false if {@code poll(2)} failed
     */
    public boolean poll(long atMost) {
        long timeout = timeout(atMost);
        boolean polled = true;
        for (int i = 0; i < watchCount; i++) {
            descriptors[i] = watches[i].polledDescriptor();
        }
        try {
            await(timeout);
        } catch (PosixException error) {
            polled = false;
            posix.sleep(timeout < 0 ? Posix.SECOND : Math.min(timeout, Posix.SECOND));
        }
        for (int i = 0; i < watchCount; i++) {
            watches[i].setReady(!polled || ready[i]);
        }
        // Not only if its descriptor is ready: a signal may arrive when poll(2) has just found another one ready.
        if (signals != null) {
            noteSignals();
        }
        return polled;
    }

    /**
     * Waits until the time is over or one caught signal arrives. Watches and deadlines do not end the wait. Other signals that arrive
     * are noted for {@link #take}, as this one is. Without caught signals it sleeps for the whole time.
     */
    public void sleep(long nanoseconds, Signal until) {
        long start = posix.monotonicClock();
        for (long left = nanoseconds;
                left > 0 && !arrived(until);
                left = nanoseconds - (posix.monotonicClock() - start)) {
            if (signals == null) {
                posix.sleep(left);
            } else {
                awaitSignal(left);
                noteSignals();
            }
        }
    }

    /** Whether a caught signal has arrived that has not been taken. */
    public boolean arrived(Signal signal) {
        return arrived[signal.ordinal()];
    }

    /** Whether a caught signal has arrived since this was last asked. One that has arrived several times counts once. */
    public boolean take(Signal signal) {
        boolean taken = arrived[signal.ordinal()];
        arrived[signal.ordinal()] = false;
        return taken;
    }

    /**
     * Reaps a child that has ended, without waiting. {@link #childStatus} and {@link #childUse} are that child's until the next call.
     *
     * @return its process id, or {@link Posix#NONE} if no child has ended
     */
    public int reap() {
        return posix.reap(childStatus, childUse);
    }

    /** How the child ended that was reaped last. */
    public WaitStatus childStatus() {
        return childStatus;
    }

    /** What the child used that was reaped last. */
    public ResourceUse childUse() {
        return childUse;
    }

    void remove(Watch removed) {
        int kept = 0;
        for (int i = 0; i < watchCount; i++) {
            if (watches[i] != removed) {
                watches[kept++] = watches[i];
            }
        }
        for (int i = kept; i < watchCount; i++) {
            watches[i] = null;
            descriptors[i] = Watch.NO_DESCRIPTOR;
        }
        watchCount = kept;
        if (watchCount < watches.length / 2 && posix.canAllocate(RESERVE + watchCount * SLOT_SIZE)) {
            resize(watchCount);
        }
    }

    private void resize(int room) {
        Watch[] resized = new Watch[room];
        for (int i = 0; i < watchCount; i++) {
            resized[i] = watches[i];
        }
        watches = resized;
        descriptors = new int[room];
        Arrays.fill(descriptors, Watch.NO_DESCRIPTOR);
        ready = new boolean[room];
    }

    private void await(long timeout) {
        if (watchCount == 0 && timeout >= 0) {
            posix.sleep(timeout);
        } else {
            posix.poll(descriptors, ready, timeout);
        }
    }

    private void awaitSignal(long timeout) {
        signalDescriptor[0] = signals.polledDescriptor();
        try {
            posix.poll(signalDescriptor, signalReady, timeout);
        } catch (PosixException error) {
            posix.sleep(Math.min(timeout, Posix.SECOND));
        }
    }

    private long timeout(long atMost) {
        long timeout = atMost;
        for (Deadline deadline : deadlines) {
            if (deadline.isSet()) {
                long left = deadline.left();
                timeout = timeout < 0 ? left : Math.min(timeout, left);
            }
        }
        return timeout;
    }

    /** The descriptor that is readable once a caught signal arrives. */
    int signalDescriptor() {
        return signals == null ? Watch.NO_DESCRIPTOR : signals.polledDescriptor();
    }

    void noteSignals() {
        for (Signal signal = posix.takeSignal(); signal != null; signal = posix.takeSignal()) {
            arrived[signal.ordinal()] = true;
        }
    }
}
