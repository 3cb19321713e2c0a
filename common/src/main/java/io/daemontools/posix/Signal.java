package io.daemontools.posix;

/** The signals daemontools sends or catches. Numbers differ between systems; only implementations of {@link Posix} know them. */
public enum Signal {
    ABRT,
    ALRM,
    CHLD,
    CONT,
    HUP,
    INT,
    KILL,
    PIPE,
    QUIT,
    STOP,
    TERM,
    TTIN,
    TTOU,
    USR1,
    USR2,
    WINCH,
    XFSZ
}
