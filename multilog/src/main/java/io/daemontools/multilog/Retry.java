package io.daemontools.multilog;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.FatalException;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.function.IntSupplier;

/**
 * Failed system calls: fatal while multilog starts, reported and repeated every five seconds once it runs.
 *
 * <p>A message consists of three parts, as in 0.76: a text, the name of a file or directory, and a text that follows it.
 *
 * <p>This class also keeps the error that C's {@code errno} would hold. Two of 0.76's messages (a processor that crashed,
 * a short write) end with it although no call failed just then, and scripts that compare whole lines see it.
 */
final class Retry {
    private static final long PAUSE_NANOSECONDS = 5_000_000_000L;
    private static final String NO_ERROR = "no error";

    private final Posix posix;
    private final Diagnostics diagnostics;
    private String lastError = NO_ERROR;

    /** Reports failures by {@code diagnostics}. */
    Retry(Posix posix, Diagnostics diagnostics) {
        this.posix = posix;
        this.diagnostics = diagnostics;
    }

    /** Repeats a call until it succeeds. */
    void untilDone(String before, String name, String after, Runnable call) {
        for (; ; ) {
            try {
                call.run();
                return;
            } catch (PosixException error) {
                pause(before, name, after, error);
            }
        }
    }

    /** A call that is repeated until it succeeds. Callers create it once, because each evaluation of a lambda allocates. */
    Runnable retried(String before, String name, String after, Runnable call) {
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

    /** Reports a failed call and pauses. */
    void pause(String before, String name, String after, PosixException error) {
        setLastError(error.errno());
        pause(before, name, after);
    }

    /** Reports a failure that is not a system call's, with the last error, and pauses. */
    void pause(String before, String name, String after) {
        pauseWithoutError(before, name, after + ", pausing: " + lastError);
    }

    /** Reports a failure without an error and pauses. */
    void pauseWithoutError(String before, String name, String after) {
        diagnostics.warn(before + name + after);
        posix.sleep(PAUSE_NANOSECONDS);
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
