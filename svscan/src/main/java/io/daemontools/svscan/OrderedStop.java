package io.daemontools.svscan;

import io.daemontools.cli.Decimal;
import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.event.StopSignals;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;

/**
 * Whether svscan stops everything in order before it ends. It does so as PID 1, as the main program of a container, and where the
 * environment asks for it. Otherwise a signal ends svscan at once, and services go on.
 */
final class OrderedStop {
    /** The process id of the first process. */
    static final int PID_1 = 1;

    /** The environment variable that asks for it; its value is the number of seconds that it may take. */
    static final String SECONDS = "SVSCAN_STOP_SECONDS";

    /** Container engines send KILL after ten seconds. */
    private static final long DEFAULT_SECONDS = 9;

    private static final int MAX_DIGITS = 6;

    private final boolean wanted;
    private final int process;
    private final long timeout;

    private OrderedStop(boolean wanted, int process, long timeout) {
        this.wanted = wanted;
        this.process = process;
        this.timeout = timeout;
    }

    /** Finds out whether this svscan is to stop in order. If so and it is not PID 1, it becomes the parent of its orphans. */
    static OrderedStop find(Posix posix, Diagnostics diagnostics) {
        int process = posix.getpid();
        CharSequence seconds = posix.variable(SECONDS);
        if (process != PID_1 && seconds == null && !new Container(posix).isMainProgram(process)) {
            return new OrderedStop(false, process, 0);
        }
        if (process != PID_1) {
            inheritOrphans(posix);
        }
        return new OrderedStop(true, process, timeout(seconds, diagnostics));
    }

    private static void inheritOrphans(Posix posix) {
        try {
            posix.becomeReaper();
        } catch (PosixException ignored) {
            // The system has no such call. Orphans become children of PID 1, and are not stopped.
            return;
        }
    }

    private static long timeout(CharSequence variable, Diagnostics diagnostics) {
        if (variable == null) {
            return DEFAULT_SECONDS * Posix.SECOND;
        }
        String seconds = variable.toString();
        int digits = Decimal.digits(seconds);
        if (digits == 0 || digits != seconds.length() || digits > MAX_DIGITS) {
            diagnostics.warn(SECONDS + " is not a number of seconds: " + seconds);
            return DEFAULT_SECONDS * Posix.SECOND;
        }
        return Decimal.value(seconds) * Posix.SECOND;
    }

    /** Whether svscan stops everything in order. */
    boolean wanted() {
        return wanted;
    }

    /** The process id of this svscan. */
    int process() {
        return process;
    }

    /** How long the stop may take, in nanoseconds. */
    long timeout() {
        return timeout;
    }

    /** Makes a loop catch the signals for which an svscan that stops in order has a use. */
    void catchSignals(EventLoop loop) {
        StopSignals.catchAll(loop);
        loop.catchSignals(Signal.HUP, Signal.CHLD);
    }

    /** Whether a signal has asked for the stop since this was last called. Always false if the loop does not catch them. */
    boolean requested(EventLoop loop) {
        return StopSignals.take(loop);
    }
}
