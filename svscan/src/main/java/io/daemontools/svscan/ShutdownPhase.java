package io.daemontools.svscan;

/** How far a {@link Shutdown} has come. */
enum ShutdownPhase {
    /** Services were sent TERM. */
    SERVICES,
    /** Services that had not stopped in time were sent KILL. */
    KILLING,
    /** No service runs any more, and loggers read to the end of their input. */
    LOGGERS,
    /** Loggers still run, and orphans, which may hold their pipes open, were sent TERM. */
    ORPHANS,
    /** Loggers still run, and orphans were sent KILL, so that the loggers' input ends. */
    KILLING_ORPHANS,
    /** All remaining processes were sent TERM. */
    REMAINING,
    /** There is nothing left to wait for. */
    OVER;

    private static final long HALF_A_SECOND = 500_000_000L;
    private static final long QUARTER = HALF_A_SECOND / 2;

    /**
     * The phase to be in.
     *
     * @param servicesRun whether a service's supervise runs
     * @param loggersRun whether a logger's supervise runs
     * @param timeOver whether this phase's time is over
     */
    ShutdownPhase next(boolean servicesRun, boolean loggersRun, boolean timeOver) {
        return switch (this) {
            case SERVICES -> !servicesRun ? LOGGERS : timeOver ? KILLING : this;
            case KILLING -> !servicesRun || timeOver ? LOGGERS : this;
            case LOGGERS -> !loggersRun ? REMAINING : timeOver ? ORPHANS : this;
            case ORPHANS -> !loggersRun ? REMAINING : timeOver ? KILLING_ORPHANS : this;
            case KILLING_ORPHANS -> !loggersRun || timeOver ? REMAINING : this;
            case REMAINING -> timeOver ? OVER : this;
            case OVER -> this;
        };
    }

    /**
     * How long this phase may take, in nanoseconds. Services leave two seconds to the later phases, each of which has half a
     * second in any case; the last two have a quarter. Orphans and loggers leave half a second to these two.
     *
     * @param left nanoseconds until the end of the whole shutdown, negative if that is over
     */
    long timeout(long left) {
        return switch (this) {
            case SERVICES -> Math.max(0, left - 4 * HALF_A_SECOND);
            case KILLING, LOGGERS -> HALF_A_SECOND;
            case ORPHANS -> Math.max(HALF_A_SECOND, left - HALF_A_SECOND);
            case KILLING_ORPHANS -> QUARTER;
            case REMAINING -> Math.max(QUARTER, left);
            case OVER -> 0;
        };
    }
}
