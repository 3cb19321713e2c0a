package io.daemontools.cli;

import io.daemontools.posix.PosixException;

/** Ends a command with a line for stderr and an exit code. Only {@link Runner} catches it. */
public final class FatalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitStatus;

    private FatalException(String line, int exitStatus) {
        super(line, null, false, false);
        this.exitStatus = exitStatus;
    }

    /** A failed system call: {@code PROG: fatal: MESSAGE: ERROR}, 111. */
    public static FatalException system(String program, String message, PosixException error) {
        return system(program, message + ": " + error.errno().text());
    }

    /** An error without a failed system call: {@code PROG: fatal: MESSAGE}, 111. */
    public static FatalException system(String program, String message) {
        return new FatalException(program + ": fatal: " + message, ExitStatus.TEMPORARY);
    }

    /** A failed system call with its own form of message: prints {@code line}, exits 111. */
    public static FatalException raw(String line) {
        return new FatalException(line, ExitStatus.TEMPORARY);
    }

    /** Wrong arguments: prints {@code line}, exits 100. */
    public static FatalException usage(String line) {
        return usage(line, ExitStatus.USAGE);
    }

    /** Wrong arguments, for a command with its own exit code. */
    public static FatalException usage(String line, int exitStatus) {
        return new FatalException(line, exitStatus);
    }

    /** The line, without newline. */
    public String line() {
        return getMessage();
    }

    /** The exit code. */
    public int exitStatus() {
        return exitStatus;
    }
}
