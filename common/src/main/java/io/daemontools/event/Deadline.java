package io.daemontools.event;

import io.daemontools.posix.Clocks;

/**
 * A moment on the monotonic clock until which an {@link EventLoop} waits at most, for one purpose. An expired deadline stays
 * set, and keeps the loop from waiting, until it is cancelled or set again.
 */
public final class Deadline {
    private final Clocks clocks;
    private long at;
    private boolean set;

    Deadline(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Sets it to a value of {@link Clocks#monotonicClock}. */
    public void set(long monotonic) {
        at = monotonic;
        set = true;
    }

    /** Sets it to so many nanoseconds from now. */
    public void setIn(long nanoseconds) {
        set(clocks.monotonicClock() + nanoseconds);
    }

    /** Unsets it. */
    public void cancel() {
        set = false;
    }

    /** Whether there is something to wait for, or to do. */
    public boolean isSet() {
        return set;
    }

    /** Whether it is set and has come. */
    public boolean expired() {
        return set && left() == 0;
    }

    /** Nanoseconds until it expires, 0 if it has. It must be set. */
    public long left() {
        return Math.max(0, at - clocks.monotonicClock());
    }
}
