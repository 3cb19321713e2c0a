package io.daemontools.event;

import io.daemontools.posix.Signal;

/**
 * The signals that stop a container. {@code docker stop} and Kubernetes send TERM, terminals INT, images made for other servers
 * QUIT, LXC PWR, and systemd-nspawn SIGRTMIN+3. The kernel delivers none of them to a PID 1 that does not catch it.
 */
public final class StopSignals {
    private StopSignals() {}

    /** Makes a loop catch them. */
    public static void catchAll(EventLoop loop) {
        loop.catchSignals(Signal.TERM, Signal.INT, Signal.QUIT, Signal.PWR, Signal.RTMIN_3);
    }

    /** Whether one has arrived since this was last called. */
    public static boolean take(EventLoop loop) {
        boolean any = loop.take(Signal.TERM);
        any |= loop.take(Signal.INT);
        any |= loop.take(Signal.QUIT);
        any |= loop.take(Signal.PWR);
        any |= loop.take(Signal.RTMIN_3);
        return any;
    }
}
