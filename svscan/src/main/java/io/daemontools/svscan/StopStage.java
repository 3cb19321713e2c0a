package io.daemontools.svscan;

/** How far an ordered stop has come. Each stage has its time, in nanoseconds. */
enum StopStage {
    /** Services were told to stop; how long they have is the administrator's choice. */
    SERVICES(0),
    /** Those that have not stopped in time are killed. */
    KILLING(500_000_000L),
    /** No service runs any more, and the loggers come to the end of their input. */
    LOGGERS(1_000_000_000L),
    /** All that is left, such as daemons that nobody supervises, was sent TERM. */
    STRAYS(500_000_000L),
    /** Nothing is left to wait for. */
    OVER(0);

    private final long time;

    StopStage(long time) {
        this.time = time;
    }

    long time() {
        return time;
    }

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
            case LOGGERS -> !loggersRun || timeOver ? STRAYS : this;
            case STRAYS -> timeOver ? OVER : this;
            case OVER -> this;
        };
    }
}
