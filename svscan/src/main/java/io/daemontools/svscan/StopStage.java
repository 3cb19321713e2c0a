package io.daemontools.svscan;

/** How far an ordered stop has come. */
enum StopStage {
    /** Services were told to stop. */
    SERVICES,
    /** Those that have not stopped in time were killed. */
    KILLING,
    /** No service runs any more, and the loggers come to the end of their input. */
    LOGGERS,
    /** Loggers still run, and orphans, which may hold their pipes open, were sent TERM. */
    ORPHANS,
    /** All that is left was sent TERM. */
    STRAYS,
    /** Nothing is left to wait for. */
    OVER;

    private static final long HALF_A_SECOND = 500_000_000L;

    /**
     * The stage to be in.
     *
     * @param servicesRun whether a service's supervise runs
     * @param loggersRun whether a logger's supervise runs
     * @param timeOver whether this stage's time is over
     */
    StopStage next(boolean servicesRun, boolean loggersRun, boolean timeOver) {
        return switch (this) {
            case SERVICES -> !servicesRun ? LOGGERS : timeOver ? KILLING : this;
            case KILLING -> !servicesRun || timeOver ? LOGGERS : this;
            case LOGGERS -> !loggersRun ? STRAYS : timeOver ? ORPHANS : this;
            case ORPHANS -> !loggersRun || timeOver ? STRAYS : this;
            case STRAYS -> timeOver ? OVER : this;
            case OVER -> this;
        };
    }

    /**
     * When this stage is over at the latest, if it begins now. Services leave two seconds to what comes after them. Of
     * these, each later stage has half a second in any case. Orphans and loggers leave half a second to what is left then,
     * which has the rest.
     *
     * @param now a monotonic clock, in nanoseconds
     * @param left how many nanoseconds the whole stop has from now on; negative if that is over
     */
    long end(long now, long left) {
        return now
                + switch (this) {
                    case SERVICES -> Math.max(0, left - 4 * HALF_A_SECOND);
                    case KILLING, LOGGERS -> HALF_A_SECOND;
                    case ORPHANS -> Math.max(HALF_A_SECOND, left - HALF_A_SECOND);
                    case STRAYS -> Math.max(HALF_A_SECOND, left);
                    case OVER -> 0;
                };
    }
}
