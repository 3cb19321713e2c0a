package io.daemontools.supervise;

/** What supervise does about an {@link Event}. */
enum Action {
    /** Start the service, as soon as a second has passed since the last start. */
    START,
    /** Try to start it again when a minute has passed. */
    START_LATER,
    /** Remember the time of the change. */
    STAMP,
    WRITE_STATUS,
    SEND_TERM,
    SEND_CONT,
    SEND_STOP,
    SEND_HUP,
    SEND_ALRM,
    SEND_INT,
    SEND_KILL,
    /** End supervise. */
    EXIT
}
