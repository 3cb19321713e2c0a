package io.daemontools.service;

/** Where a service is in its life, as its supervise publishes it in {@link ServiceFiles#STATE}. The ordinal is part of the format. */
public enum ServicePhase {
    /** It does not run, and no start is planned. */
    DOWN,
    /** A start is planned within the second. */
    RESTARTING,
    /** It has ended too soon, and is started again when the time of its delay has passed. */
    BACKING_OFF,
    /** It runs, and is not ready yet; or, if it has a time since which it is ready, not at the moment: it reloads. */
    STARTING,
    /** It runs; whether it is ready is not known. */
    UP,
    /** It runs and is ready. */
    READY,
    /** It runs, and was sent the signal to stop, or reports that it stops. */
    STOPPING,
    /** It has ended, and {@code finish} runs. */
    FINISHING,
    /** It has failed for good: it is not started again without a command. */
    FAILED;

    /** Whether its process exists, and is not {@code finish}. */
    public boolean running() {
        return this == STARTING || this == UP || this == READY || this == STOPPING;
    }

    private static final ServicePhase[] ALL = values();

    /** The phase with an ordinal, or null. */
    public static ServicePhase of(int ordinal) {
        return ordinal >= 0 && ordinal < ALL.length ? ALL[ordinal] : null;
    }
}
