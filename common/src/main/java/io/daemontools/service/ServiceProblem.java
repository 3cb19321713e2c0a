package io.daemontools.service;

import io.daemontools.posix.Errno;

/**
 * Why the state of a service could not be read.
 *
 * @param step the system call that failed
 * @param errno its error
 */
public record ServiceProblem(Step step, Errno errno) {
    /** No supervise runs in the service directory: {@code supervise/ok} has no reader. */
    public static final ServiceProblem NOT_RUNNING = new ServiceProblem(Step.OPEN_OK, Errno.ENXIO);

    /** {@code supervise/status} is shorter than a status. */
    public static final ServiceProblem BAD_FORMAT = new ServiceProblem(Step.READ_STATUS, Errno.EPROTO);

    /** Whether this is {@link #NOT_RUNNING}. */
    public boolean notRunning() {
        return step == Step.OPEN_OK && errno == Errno.ENXIO;
    }

    /** Whether this is {@link #BAD_FORMAT}. */
    public boolean badFormat() {
        return step == Step.READ_STATUS && errno == Errno.EPROTO;
    }

    /** The system calls of {@link ServiceStatusReader}, in their order. */
    public enum Step {
        CHDIR("chdir"),
        STAT_DOWN("stat " + ServiceFiles.DOWN),
        OPEN_OK("open " + ServiceFiles.OK),
        OPEN_STATUS("open " + ServiceFiles.STATUS),
        READ_STATUS("read " + ServiceFiles.STATUS);

        private final String text;

        Step(String text) {
            this.text = text;
        }

        /** The call and its file, as messages of 0.76 name them. */
        public String text() {
            return text;
        }
    }
}
