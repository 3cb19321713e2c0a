package io.daemontools.cli;

import io.daemontools.posix.PosixException;

/** Ends a command: the line for stderr, and the exit code. Caught and printed in one place, the {@link Runner}. */
public final class FatalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitStatus;

    private FatalException(String line, int exitStatus) {
        super(line, null, false, false);
        this.exitStatus = exitStatus;
    }

    /** System trouble: {@code PROG: fatal: MESSAGE: ERROR}, 111. */
    public static FatalException system(String program, String message, PosixException error) {
        return system(program, message + ": " + error.errno().text());
    }

    /** Trouble found without a failed system call: {@code PROG: fatal: MESSAGE}, 111. */
    public static FatalException system(String program, String message) {
        return new FatalException(program + ": fatal: " + message, ExitStatus.TEMPORARY);
    }

    /** System trouble told in a line of its own: the line as it is, 111. */
    public static FatalException raw(String line) {
        return new FatalException(line, ExitStatus.TEMPORARY);
    }

    /** Wrong arguments: the line as it is, 100. */
    public static FatalException usage(String line) {
        return usage(line, ExitStatus.USAGE);
    }

    /** Wrong arguments, of a command that ends with a code of its own then. */
    public static FatalException usage(String line, int exitStatus) {
        return new FatalException(line, exitStatus);
    }

    /** The line, without its end. */
    public String line() {
        return getMessage();
    }

    /** The exit code that goes with it. */
    public int exitStatus() {
        return exitStatus;
    }
}
