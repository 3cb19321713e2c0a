package io.daemontools.event;

/** A descriptor that an {@link EventLoop} waits for until it is readable or at its end. */
public final class Watch {
    /** {@code poll(2)} ignores it. */
    static final int NO_DESCRIPTOR = -1;

    private final EventLoop loop;
    private final int descriptor;
    private boolean enabled = true;
    private boolean ready;

    Watch(EventLoop loop, int descriptor) {
        this.loop = loop;
        this.descriptor = descriptor;
    }

    /** Whether the descriptor was readable, or at its end, in the last {@link EventLoop#poll}; false while it is disabled. */
    public boolean ready() {
        return enabled && ready;
    }

    /** Sets whether the loop waits for the descriptor, from the next {@link EventLoop#poll} on. A new watch is enabled. */
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** Takes it out of its loop, before its descriptor is closed. It is not ready any more. */
    public void remove() {
        ready = false;
        loop.remove(this);
    }

    int polledDescriptor() {
        return enabled ? descriptor : NO_DESCRIPTOR;
    }

    void setReady(boolean ready) {
        this.ready = ready;
    }
}
