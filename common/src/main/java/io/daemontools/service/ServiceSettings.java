package io.daemontools.service;

import io.daemontools.posix.Signal;

/**
 * What files in a service directory ask for beyond 0.76, as {@link SettingsReader} has read them. The names, units and defaults
 * are those of s6 ({@code finish}, {@code timeout-finish}, {@code timeout-kill}, {@code flag-timeout-killpg}, {@code down-signal},
 * {@code reload-signal}, {@code notification-fd}, {@code data/check}, {@code event}), runit ({@code check}), Pebble ({@code backoff-delay},
 * {@code backoff-limit}) and dinit ({@code restart-limit-count}, {@code restart-limit-interval}). All times are in nanoseconds.
 */
public final class ServiceSettings {
    /** No time limit. */
    public static final long NEVER = 0;

    /** The value of {@link #notificationDescriptor} if there is no such file. */
    public static final int NONE = -1;

    private static final long SECOND = 1_000_000_000L;

    /** As in s6. */
    private static final long DEFAULT_FINISH_TIMEOUT = 5 * SECOND;

    /** As in Pebble. */
    private static final long DEFAULT_BACKOFF_LIMIT = 30 * SECOND;

    /** As in dinit. */
    private static final long DEFAULT_LIMIT_INTERVAL = 10 * SECOND;

    boolean finish;
    long finishTimeout;
    int notificationDescriptor;
    boolean notifySocket;
    long watchdogTimeout;
    String check;
    long killTimeout;
    boolean killGroup;
    boolean group;
    Signal downSignal;
    Signal reloadSignal;
    boolean backsOff;
    long backoffDelay;
    long backoffLimit;
    int limitCount;
    long limitInterval;
    boolean event;

    /** Without any file. */
    public ServiceSettings() {
        clear();
    }

    final void clear() {
        finish = false;
        finishTimeout = DEFAULT_FINISH_TIMEOUT;
        notificationDescriptor = NONE;
        notifySocket = false;
        watchdogTimeout = NEVER;
        check = null;
        killTimeout = NEVER;
        killGroup = false;
        group = false;
        downSignal = Signal.TERM;
        reloadSignal = Signal.HUP;
        backsOff = false;
        backoffDelay = SECOND;
        backoffLimit = DEFAULT_BACKOFF_LIMIT;
        limitCount = 0;
        limitInterval = DEFAULT_LIMIT_INTERVAL;
        event = false;
    }

    /** Whether {@code finish} runs after each end of the service. */
    public boolean finish() {
        return finish;
    }

    /** After what time {@code finish} is killed, or {@link #NEVER}. */
    public long finishTimeout() {
        return finishTimeout;
    }

    /** The descriptor on which the service writes a newline when it is ready, or {@link #NONE}. */
    public int notificationDescriptor() {
        return notificationDescriptor;
    }

    /** Whether the service sends messages of {@code sd_notify(3)}. */
    public boolean notifySocket() {
        return notifySocket;
    }

    /** Within what time the service sends {@code WATCHDOG=1} again and again, or {@link #NEVER}. */
    public long watchdogTimeout() {
        return watchdogTimeout;
    }

    /** The program that exits 0 if the service is ready, or null. It counts only where the service does not notify. */
    public String check() {
        return check;
    }

    /** How long after the signal to stop the service is killed, or {@link #NEVER}. */
    public long killTimeout() {
        return killTimeout;
    }

    /** Whether its process group is killed then. */
    public boolean killGroup() {
        return killGroup;
    }

    /** Whether each signal is sent to the process group of the service. */
    public boolean group() {
        return group;
    }

    /** Whether the service leads a session, and so a process group. A {@code finish} has that group as an argument. */
    public boolean session() {
        return group || killGroup || finish;
    }

    /** The signal that stops the service. */
    public Signal downSignal() {
        return downSignal;
    }

    /** The signal that {@code svc -h} sends. */
    public Signal reloadSignal() {
        return reloadSignal;
    }

    /** Whether the delay before a restart grows with each run that ends too soon. */
    public boolean backsOff() {
        return backsOff;
    }

    /** The delay after the first run that ends too soon; each further one doubles it. */
    public long backoffDelay() {
        return backoffDelay;
    }

    /** The longest delay. A run that lasts as long does not end too soon. */
    public long backoffLimit() {
        return backoffLimit;
    }

    /** How many times the service may end within {@link #limitInterval}; 0 for any number. */
    public int limitCount() {
        return limitCount;
    }

    /** See {@link #limitCount}. */
    public long limitInterval() {
        return limitInterval;
    }

    /** Whether there is a directory of FIFOs for events. */
    public boolean event() {
        return event;
    }
}
