package io.daemontools.simulation.check;

/** A promise that is known to break, each under a condition without which it is a {@link Violation}. */
public enum KnownFault {
    /**
     * A second copy of a service runs, or it runs without its supervise. Condition: a supervise of its directory was killed before,
     * and the run did not get into the history, or the next supervise could not read the history, since a call failed; or
     * a supervise had none.
     */
    NOT_ADOPTED_WITHOUT_HISTORY(true),

    /**
     * The status does not show whether an adopted process is paused. Condition: the status left behind did not show it, since
     * its supervise was killed between the signal and the status, or the status was that of another copy; or it could not be read,
     * because of an error other than a shortage of memory or descriptors.
     */
    PAUSE_NOT_WRITTEN(true),

    /**
     * A service, or a logger, runs in whose directory there is no supervise. Condition: a supervise of it was killed before, and
     * svscan does not run, is to end, or does not find the directory.
     */
    SERVICE_WITHOUT_SUPERVISE(true),

    /**
     * A supervise runs that is no child of svscan and that svscan does not watch. Condition: a svscan was killed before, and the
     * next one does not find the directory of the service.
     */
    SUPERVISE_WITHOUT_SVSCAN(true),

    /**
     * Bytes in a pipe that nobody has open any more. Condition: a svscan that had it open was killed; and the supervises of the
     * service and of its logger have ended, too, or one of them has another pipe, one of which has no name because a call failed.
     */
    PIPE_LOST_WITH_SVSCAN(true),

    /**
     * Bytes in a pipe that no logger reads. Condition: a svscan was killed, and the supervise of the logger has another pipe, or has
     * adopted a logger that reads another one, to which a copy of the service still writes; one of the two pipes has no name, because a
     * call failed.
     */
    PIPE_WITHOUT_LOGGER_AFTER_SVSCAN_WAS_KILLED(true),

    /**
     * Bytes in a pipe when process 1 ends. Condition: a failed call during the shutdown, or in the six seconds before it; or a supervise
     * was killed before its status showed the run, so that svscan does not find the run.
     */
    PIPE_LOST_WITH_LOGGER_IN_SHUTDOWN(true),

    /** Bytes that multilog had read and not written. Condition: that multilog was killed. */
    BLOCK_LOST_WITH_MULTILOG(true),

    /** Bytes that multilog had read and not written. Condition: its calls failed, and it gave up on TERM, and exited 111. */
    BLOCK_LOST_ON_GIVING_UP(true),

    /** More old files of a log than there may be. Condition: as many calls to find or remove one failed after TERM. */
    OLD_FILES_LEFT_ON_GIVING_UP(true),

    /**
     * Bytes in the pipe of a service that was removed when its logger did not run. Condition: svscan no longer finds its directory, or
     * cannot examine it because of an error that lasts, which is the same to it.
     */
    PIPE_LOST_WITH_REMOVED_SERVICE(true),

    /** A line that multilog ended because it could not read on. Condition: that multilog's {@code read} failed. */
    LINE_ENDED_BY_READ_ERROR(true);

    private final boolean documented;

    KnownFault(boolean documented) {
        this.documented = documented;
    }

    /** Whether it is how the suite is meant to be, and not a fault to be corrected. */
    public boolean documented() {
        return documented;
    }
}
