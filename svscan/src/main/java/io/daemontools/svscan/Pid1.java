package io.daemontools.svscan;

import io.daemontools.cli.Decimal;
import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;

/**
 * The tasks of svscan as the first process of a container. It reaps orphans as soon as they end. It catches TERM and INT, which the
 * kernel does not deliver to a process 1 that does not catch them: they stop the services in order, and then svscan.
 */
final class Pid1 {
    /** The id of the first process. */
    static final int ID = 1;

    /** The environment variable with the number of seconds that the shutdown may take. */
    static final String STOP_SECONDS = "SVSCAN_STOP_SECONDS";

    /** Container engines send KILL after ten seconds. */
    private static final long DEFAULT_STOP_SECONDS = 9;

    private static final int MAX_DIGITS = 6;

    private Pid1() {}

    /** How long the shutdown may take, in nanoseconds. */
    static long stopTimeout(Posix posix, Diagnostics diagnostics) {
        CharSequence variable = posix.variable(STOP_SECONDS);
        if (variable == null) {
            return DEFAULT_STOP_SECONDS * Posix.SECOND;
        }
        String seconds = variable.toString();
        int digits = Decimal.digits(seconds);
        if (digits == 0 || digits != seconds.length() || digits > MAX_DIGITS) {
            diagnostics.warn(STOP_SECONDS + " is not a number of seconds: " + seconds);
            return DEFAULT_STOP_SECONDS * Posix.SECOND;
        }
        return Decimal.value(seconds) * Posix.SECOND;
    }

    /** Makes a loop catch the signals that PID 1 acts on. */
    static void catchSignals(EventLoop loop) {
        loop.catchSignals(Signal.TERM, Signal.INT, Signal.CHLD);
    }

    /** Whether a signal has asked for the shutdown since this was last called. */
    static boolean stopRequested(EventLoop loop) {
        boolean terminated = loop.take(Signal.TERM);
        boolean interrupted = loop.take(Signal.INT);
        return terminated || interrupted;
    }
}
