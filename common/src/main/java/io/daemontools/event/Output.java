package io.daemontools.event;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** A descriptor that a program waits for until it is writable, apart from all else that its {@link EventLoop} waits for. */
public final class Output {
    private final Posix posix;
    private final EventLoop loop;
    private final int[] descriptors = new int[2];
    private final boolean[] ready = new boolean[2];

    Output(Posix posix, EventLoop loop, int descriptor) {
        this.posix = posix;
        this.loop = loop;
        descriptors[0] = descriptor + Descriptors.FOR_OUTPUT;
    }

    /**
     * Waits until the descriptor is writable or in error, the time is over or a caught signal arrives, which is noted for
     * {@link EventLoop#take}. It may return before that. If {@code poll(2)} fails, it waits for a second, or for less if the time is over then.
     *
     * @param nanoseconds the longest time to wait, or {@link EventLoop#NO_LIMIT}
     */
    public void await(long nanoseconds) {
        descriptors[1] = loop.signalDescriptor();
        try {
            posix.poll(descriptors, ready, nanoseconds);
        } catch (PosixException error) {
            posix.sleep(nanoseconds < 0 ? Posix.SECOND : Math.min(nanoseconds, Posix.SECOND));
        }
        loop.noteSignals();
    }
}
