package io.daemontools.service;

/** What supervise has done to end a run. The ordinal is part of the format of a history. */
public enum EndCause {
    /** Nothing, as far as is known. */
    NONE,
    /** It has sent a signal on command that may end the run. */
    COMMAND,
    /** It has killed the run, which had not ended in time after a command. */
    TIMEOUT,
    /** It has killed the run, which had missed its watchdog. */
    WATCHDOG;

    private static final EndCause[] ALL = values();

    /** The cause with an ordinal; {@link #NONE} if there is none. */
    public static EndCause of(int ordinal) {
        return ordinal >= 0 && ordinal < ALL.length ? ALL[ordinal] : NONE;
    }
}
