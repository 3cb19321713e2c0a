package io.daemontools.cli;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;

/**
 * A command's messages on stderr: one line each, in one write if the system allows it.
 *
 * <p>A resident program must not depend on the reader of its stderr: see {@link #becomeResident}.
 */
public final class Diagnostics {
    private final String program;
    private final Posix posix;
    private boolean resident;

    /** The messages of the command {@code program}. */
    public Diagnostics(String program, Posix posix) {
        this.program = program;
        this.posix = posix;
    }

    /**
     * Makes the program independent of the reader of stderr: this process ignores SIGPIPE from now on, and drops a line
     * that stderr cannot take without blocking.
     */
    public void becomeResident() {
        resident = true;
        try {
            posix.ignore(Signal.PIPE);
        } catch (PosixException ignored) {
            // This cannot fail for PIPE. If it did, a broken stderr would end the program, as in 0.76.
            return;
        }
    }

    /** {@code PROG: warning: MESSAGE: ERROR}. */
    public void warn(String message, PosixException error) {
        warn(message + ": " + error.errno().text());
    }

    /** {@code PROG: warning: MESSAGE}. */
    public void warn(String message) {
        print(program + ": warning: " + message);
    }

    /** Prints a line unchanged. */
    public void print(String line) {
        print(posix, line, resident);
    }

    /** The exception that ends the command with {@code PROG: fatal: MESSAGE: ERROR}. */
    public FatalException fatal(String message, PosixException error) {
        return FatalException.system(program, message, error);
    }

    /** Prints a line unchanged, and blocks while stderr has no room. */
    public static void print(Posix posix, String line) {
        print(posix, line, false);
    }

    /** Prints a line unchanged, or drops it if stderr has no room. */
    public static void printNow(Posix posix, String line) {
        print(posix, line, true);
    }

    /** A failure to write to stderr cannot be reported. */
    private static void print(Posix posix, String line, boolean now) {
        byte[] bytes = Bytes.of(line.concat("\n"));
        try {
            int written = 0;
            while (written < bytes.length) {
                int left = bytes.length - written;
                int count = now
                        ? posix.writeNow(Posix.STDERR, bytes, written, left)
                        : posix.write(Posix.STDERR, bytes, written, left);
                if (count == Descriptors.WOULD_BLOCK) {
                    return;
                }
                written += count;
            }
        } catch (PosixException ignored) {
            // A failure to write to stderr has nowhere to be reported.
            return;
        }
    }
}
