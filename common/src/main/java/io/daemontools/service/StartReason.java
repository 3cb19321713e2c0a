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
    ADOPTED,
    /** It is no run of the service, but of its {@code finish}, even if another supervise has found that process. */
    FINISH;

    /** The reason with an ordinal, or null. */
    public static StartReason of(int ordinal) {
        return switch (ordinal) {
            case 0 -> FIRST;
            case 1 -> RESTART;
            case 2 -> COMMAND;
            case 3 -> ADOPTED;
            case 4 -> FINISH;
            default -> null;
        };
    }
}
