package io.daemontools.cli;

/** The exit codes common to daemontools' commands. */
public final class ExitStatus {
    /** Success. */
    public static final int SUCCESS = 0;

    /** Wrong usage. */
    public static final int USAGE = 100;

    /** A system call failed; the command may succeed later. */
    public static final int TEMPORARY = 111;

    private ExitStatus() {}
}
