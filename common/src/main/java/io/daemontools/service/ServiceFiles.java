package io.daemontools.service;

/** The names in a service directory, relative to it. */
public final class ServiceFiles {
    /** The program that is the service. */
    public static final String RUN = "./run";

    /** If it exists, the service is not started before a command. */
    public static final String DOWN = "down";

    /** If it exists, the service is not restarted, and svscan may stop everything when it has ended. */
    public static final String ESSENTIAL = "essential";

    /** The service directory of the service's logger. */
    public static final String LOG = "log";

    /** The directory of the following files. */
    public static final String SUPERVISE = "supervise";

    /** Locked by the running supervise. */
    public static final String LOCK = SUPERVISE + "/lock";

    /** The FIFO for commands. */
    public static final String CONTROL = SUPERVISE + "/control";

    /** The FIFO that can be opened for writing only while a supervise runs. */
    public static final String OK = SUPERVISE + "/ok";

    /** The FIFO between the service and its logger, which svscan makes. */
    public static final String PIPE = SUPERVISE + "/pipe";

    /** The state of the service. */
    public static final String STATUS = SUPERVISE + "/status";

    /** The next state, while it is written. */
    public static final String STATUS_NEW = SUPERVISE + "/status.new";

    /** The last runs of the service. */
    public static final String HISTORY = SUPERVISE + "/history";

    /** What is known about the service beyond the status. */
    public static final String STATE = SUPERVISE + "/state";

    /** The FIFO on which the service writes a newline when it is ready. */
    public static final String NOTIFICATION = SUPERVISE + "/notification";

    /** The socket to which the service sends messages of {@code sd_notify(3)}. */
    public static final String NOTIFY = SUPERVISE + "/notify";

    private ServiceFiles() {}
}
