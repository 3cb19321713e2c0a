package io.daemontools.cli;

/** The exit codes that daemontools' commands have in common. */
public final class ExitStatus {
    /** All went well. */
    public static final int SUCCESS = 0;

    /** The arguments make no sense. */
    public static final int USAGE = 100;

    /** The system was in the way; it may work later. */
    public static final int TEMPORARY = 111;

    private ExitStatus() {}
}
