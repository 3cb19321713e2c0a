package io.daemontools.cli;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;

/**
 * A command's messages on stderr: one line each, in one write where the system allows it.
 *
 * <p>A resident program must not depend on whoever reads its stderr: see {@link #becomeResident}.
 */
public final class Diagnostics {
    private static final int STDERR = 2;

    private final String program;
    private final Posix posix;
    private boolean resident;

    /** Messages of a command, by its name. */
    public Diagnostics(String program, Posix posix) {
        this.program = program;
        this.posix = posix;
    }

    /**
     * Keeps the program alive and running whatever happens to the reader of stderr. From now on this process ignores
     * SIGPIPE, and a line that stderr cannot take without waiting is dropped.
     */
    public void becomeResident() {
        resident = true;
        try {
            posix.ignore(Signal.PIPE);
        } catch (PosixException ignored) {
            // This cannot fail for PIPE. If it did, a broken stderr would end the program as it ends 0.76's.
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

    /** Prints a line as it is. */
    public void print(String line) {
        print(posix, line, resident);
    }

    /** The exception that ends the command with {@code PROG: fatal: MESSAGE: ERROR}. */
    public FatalException fatal(String message, PosixException error) {
        return FatalException.system(program, message, error);
    }

    /** Prints a line as it is, and waits while stderr has no room. */
    public static void print(Posix posix, String line) {
        print(posix, line, false);
    }

    /** A failure to write to stderr has nowhere to be reported. */
    private static void print(Posix posix, String line, boolean now) {
        byte[] bytes = Bytes.of(line.concat("\n"));
        try {
            int written = 0;
            while (written < bytes.length) {
                int left = bytes.length - written;
                int count =
                        now ? posix.writeNow(STDERR, bytes, written, left) : posix.write(STDERR, bytes, written, left);
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
