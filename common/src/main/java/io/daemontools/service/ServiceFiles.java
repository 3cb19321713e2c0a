package io.daemontools.service;

/** The names in a service directory, as seen from within it. */
public final class ServiceFiles {
    /** The program that is the service. */
    public static final String RUN = "./run";

    /** Its presence says: do not start the service until told to. */
    public static final String DOWN = "down";

    /** The service directory of the service's logger. */
    public static final String LOG = "log";

    /** The directory in which supervise keeps what follows. */
    public static final String SUPERVISE = "supervise";

    /** Locked by the supervise in charge. */
    public static final String LOCK = SUPERVISE + "/lock";

    /** The FIFO that takes commands. */
    public static final String CONTROL = SUPERVISE + "/control";

    /** The FIFO that can be opened for writing only while a supervise is in charge. */
    public static final String OK = SUPERVISE + "/ok";

    /** The state of the service. */
    public static final String STATUS = SUPERVISE + "/status";

    /** The next state, until it is complete. */
    public static final String STATUS_NEW = SUPERVISE + "/status.new";

    private ServiceFiles() {}
}
