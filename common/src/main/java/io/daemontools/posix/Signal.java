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
    /** Only on Linux. */
    PWR,
    QUIT,
    /** SIGRTMIN+3, which systemd-nspawn sends. On Linux it is 37, with any C library. Some systems have none. */
    RTMIN_3,
    STOP,
    TERM,
    TTIN,
    TTOU,
    USR1,
    USR2,
    WINCH,
    XFSZ
}
