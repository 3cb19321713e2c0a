package io.daemontools.service;

/** Why a service has failed for good. The ordinal is part of the format of a {@link ServiceState}. */
public enum FailureReason {
    /** It has not. */
    NONE,
    /** Its {@code finish} exited 125. */
    FINISH,
    /** It has ended too often. */
    RESTART_LIMIT;

    private static final FailureReason[] ALL = values();

    /** The reason with an ordinal, or null. */
    static FailureReason of(int ordinal) {
        return ordinal >= 0 && ordinal < ALL.length ? ALL[ordinal] : null;
    }
}
