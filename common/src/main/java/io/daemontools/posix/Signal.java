package io.daemontools.posix;

/** The signals daemontools sends or catches. Numbers differ between systems; only implementations of {@link Posix} know them. */
public enum Signal {
    ALRM,
    CHLD,
    CONT,
    HUP,
    INT,
    KILL,
    PIPE,
    STOP,
    TERM
}
