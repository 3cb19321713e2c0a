package io.daemontools.service;

/** The names of the files of {@link ServiceSettings}, relative to the service directory. */
public final class SettingsFiles {
    /** An executable, run after each end of the service. */
    public static final String FINISH = "finish";

    /** Milliseconds; 0 for no limit. */
    public static final String TIMEOUT_FINISH = "timeout-finish";

    /** The number of a descriptor. */
    public static final String NOTIFICATION_FD = "notification-fd";

    /** If it exists, the service gets NOTIFY_SOCKET. */
    public static final String NOTIFY_SOCKET = "notify-socket";

    /** Milliseconds. */
    public static final String TIMEOUT_WATCHDOG = "timeout-watchdog";

    /** An executable, as in runit. */
    public static final String CHECK = "check";

    /** The directory of {@link #DATA_CHECK} and of what supervise does not look at. */
    public static final String DATA = "data";

    /** An executable, as in s6. */
    public static final String DATA_CHECK = DATA + "/check";

    /** Milliseconds; 0 for never. */
    public static final String TIMEOUT_KILL = "timeout-kill";

    /** If it exists, the process group is killed after {@link #TIMEOUT_KILL}. */
    public static final String FLAG_TIMEOUT_KILLPG = "flag-timeout-killpg";

    /** If it exists, each signal is sent by {@code killpg(3)}. */
    public static final String FLAG_KILLPG = "flag-killpg";

    /** The name or the number of a signal. */
    public static final String DOWN_SIGNAL = "down-signal";

    /** The name or the number of a signal. */
    public static final String RELOAD_SIGNAL = "reload-signal";

    /** Milliseconds. */
    public static final String BACKOFF_DELAY = "backoff-delay";

    /** Milliseconds. */
    public static final String BACKOFF_LIMIT = "backoff-limit";

    /** A number of restarts. */
    public static final String RESTART_LIMIT_COUNT = "restart-limit-count";

    /** Seconds. */
    public static final String RESTART_LIMIT_INTERVAL = "restart-limit-interval";

    /** A directory of FIFOs for events, as in s6. */
    public static final String EVENT = "event";

    private SettingsFiles() {}
}
