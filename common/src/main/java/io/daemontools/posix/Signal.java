package io.daemontools.posix;

/** The signals daemontools sends or catches. Numbers differ between systems and stay behind the door. */
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
