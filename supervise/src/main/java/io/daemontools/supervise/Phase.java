package io.daemontools.supervise;

/** Where a service is between two starts. A phase that something ends after a time has a deadline in {@link Supervisor}. */
enum Phase {
    /** There is no process, and no start is planned. */
    DOWN,
    /** There is no process. A start is planned because the service is wanted up, or because the last fork failed. */
    RESTARTING,
    /** There is no process. The first start, or one on command, is planned; it is made even if supervise is to exit. */
    COMMANDED,
    /** The process was started less than a second ago, first or on command. */
    STARTING,
    /** The process was started less than a second ago, because the one before it ended or could not be started. */
    RESTARTED,
    /** The process has had a second to install its signal handlers. */
    UP,
    /** The process has ended, and {@code finish} runs. */
    FINISHING,
    /** So it is, and a start on command is planned for when {@code finish} has ended. */
    FINISHING_COMMANDED,
    /** There is no process, and no start is planned: the service has failed for good. */
    FAILED;

    private static final Phase[] ALL = values();

    /** The phase with an ordinal, or null. */
    static Phase of(long ordinal) {
        return ordinal >= 0 && ordinal < ALL.length ? ALL[(int) ordinal] : null;
    }

    /** Whether the service's process exists, as far as supervise has noticed. */
    boolean hasProcess() {
        return this == UP || inFirstSecond();
    }

    /** Whether the process was started less than a second ago. */
    boolean inFirstSecond() {
        return this == STARTING || this == RESTARTED;
    }

    /** Whether {@code finish} runs. */
    boolean finishing() {
        return this == FINISHING || this == FINISHING_COMMANDED;
    }

    /** Whether supervise has a process: the service's, or {@code finish}. */
    boolean occupied() {
        return hasProcess() || finishing();
    }

    /** Whether a start is planned. */
    boolean awaitsStart() {
        return this == RESTARTING || this == COMMANDED;
    }
}
