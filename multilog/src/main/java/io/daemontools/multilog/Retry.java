package io.daemontools.multilog;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.FatalException;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Failed system calls: fatal while multilog starts, reported and repeated every five seconds once it runs.
 *
 * <p>TERM ends this. multilog then pauses at most once: TERM cuts a pause short, or if it was there before the failure, one whole pause
 * follows. A call that fails after that is given up, and multilog exits 111 when it has done what it can.
 *
 * <p>A message consists of three parts, as in 0.76: a text, the name of a file or directory, and a text that follows it.
 *
 * <p>This class also keeps the error that C's {@code errno} would hold. Two of 0.76's messages (a processor that crashed,
 * a short write) end with it although no call failed just then, and scripts that compare whole lines see it.
 */
final class Retry {
    private static final String PROGRAM = "multilog";
    private static final long PAUSE_NANOSECONDS = 5_000_000_000L;
    private static final String NO_ERROR = "no error";

    private final Posix posix;
    private final Diagnostics diagnostics;
    private final EventLoop loop;
    private String lastError = NO_ERROR;
    private boolean running;
    private boolean pausedSinceTerm;
    private boolean gaveUp;

    /**
     * Reports failures by {@code diagnostics}.
     *
     * @param loop catches TERM, once it catches signals
     */
    Retry(Posix posix, Diagnostics diagnostics, EventLoop loop) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.loop = loop;
    }

    /**
     * Repeats a call until it succeeds.
     *
     * @return false if it was given up
     */
    boolean untilDone(String before, String name, String after, Runnable call) {
        for (; ; ) {
            try {
                call.run();
                return true;
            } catch (PosixException error) {
                if (!pause(before, name, after, error)) {
                    return false;
                }
            }
        }
    }

    /** As {@link #untilDone}, for later. Callers create it once, because each evaluation of a lambda allocates. */
    BooleanSupplier retried(String before, String name, String after, Runnable call) {
        return () -> untilDone(before, name, after, call);
    }

    /** Makes a call whose failure ends multilog. */
    void orFatal(String before, String name, String after, Runnable call) {
        try {
            call.run();
        } catch (PosixException error) {
            throw fatal(before, name, after, error);
        }
    }

    /** Opens a descriptor; a failure ends multilog. */
    int openOrFatal(String before, String name, String after, IntSupplier call) {
        try {
            return call.getAsInt();
        } catch (PosixException error) {
            throw fatal(before, name, after, error);
        }
    }

    /** The exception that ends multilog. */
    FatalException fatal(String before, String name, String after, PosixException error) {
        return diagnostics.fatal(before + name + after, error);
    }

    /**
     * Reports a failed call and pauses.
     *
     * @return false if the call is given up
     */
    boolean pause(String before, String name, String after, PosixException error) {
        setLastError(error.errno());
        return pause(before, name, after);
    }

    /**
     * Reports a failure that is not a system call's, with the last error, and pauses.
     *
     * @return false if what failed is given up
     */
    boolean pause(String before, String name, String after) {
        return pause(before + name + after, ": " + lastError);
    }

    /**
     * Reports a failure without an error and pauses.
     *
     * @return false if what failed is given up
     */
    boolean pauseWithoutError(String before, String name, String after) {
        return pause(before + name + after, "");
    }

    private boolean pause(String failure, String error) {
        if (pausedSinceTerm) {
            giveUp(FatalException.system(PROGRAM, failure + error));
            return false;
        }
        diagnostics.warn(failure + ", pausing" + error);
        if (loop.arrived(Signal.TERM)) {
            posix.sleep(PAUSE_NANOSECONDS);
            pausedSinceTerm = true;
        } else {
            loop.sleep(PAUSE_NANOSECONDS, Signal.TERM);
            pausedSinceTerm = loop.arrived(Signal.TERM);
        }
        return true;
    }

    /** While multilog starts, it has read nothing, so nothing is left to do. */
    private void giveUp(FatalException end) {
        if (!running) {
            throw end;
        }
        gaveUp = true;
        print(end.line());
    }

    /** multilog has started: from now on, a call that is given up does not end it at once. */
    void run() {
        running = true;
    }

    /** Whether a call was given up. */
    boolean gaveUp() {
        return gaveUp;
    }

    /** Reports a failed call that is not repeated. */
    void warn(String before, String name, String after, PosixException error) {
        setLastError(error.errno());
        diagnostics.warn(before + name + after, error);
    }

    /** Reports a failure that is not a system call's. */
    void warn(String before, String name, String after) {
        diagnostics.warn(before + name + after);
    }

    /** Prints a line unchanged. */
    void print(String line) {
        diagnostics.print(line);
    }

    /** Notes an error that 0.76 does not report. */
    void setLastError(Errno errno) {
        lastError = errno.text();
    }

    /** Notes that {@code errno} is 0: 0.76 clears it before it reads each directory entry. */
    void clearLastError() {
        lastError = NO_ERROR;
    }
}
