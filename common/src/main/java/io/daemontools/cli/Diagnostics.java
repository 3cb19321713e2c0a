package io.daemontools.cli;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** A command's messages on stderr: one line each, in one write where the system allows it. */
public final class Diagnostics {
    private static final int STDERR = 2;

    private final String program;
    private final Posix posix;

    /** Messages of a command, by its name. */
    public Diagnostics(String program, Posix posix) {
        this.program = program;
        this.posix = posix;
    }

    /** {@code PROG: warning: MESSAGE: ERROR}. */
    public void warn(String message, PosixException error) {
        warn(message + ": " + error.errno().text());
    }

    /** {@code PROG: warning: MESSAGE}. */
    public void warn(String message) {
        print(posix, program + ": warning: " + message);
    }

    /** The exception that ends the command with {@code PROG: fatal: MESSAGE: ERROR}. */
    public FatalException fatal(String message, PosixException error) {
        return FatalException.trouble(program, message, error);
    }

    /** Prints a line as it is. There is nowhere to tell that stderr cannot be written to. */
    public static void print(Posix posix, String line) {
        byte[] bytes = Bytes.of(line.concat("\n"));
        try {
            int written = 0;
            while (written < bytes.length) {
                int count = posix.write(STDERR, bytes, written, bytes.length - written);
                if (count == Descriptors.NOT_NOW) {
                    return;
                }
                written += count;
            }
        } catch (PosixException unwritable) {
            return;
        }
    }
}
