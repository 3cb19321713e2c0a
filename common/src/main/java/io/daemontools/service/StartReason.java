package io.daemontools.service;

/** Why a service was started. The ordinal is part of the format of a history. */
public enum StartReason {
    /** Its supervise was started. */
    FIRST,
    /** It had ended, or could not be started before. */
    RESTART,
    /** A command. */
    COMMAND,
    /** It was not started: another supervise has found its process. */
    ADOPTED
}
