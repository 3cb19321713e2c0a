package io.daemontools.supervise;

import io.daemontools.posix.Signal;

/** What supervise does about an {@link Event}. */
enum Action {
    /** Plan a start for when a second has passed since the last attempt. */
    PLAN_START,
    /** Plan another attempt for when a minute has passed since the last. */
    PLAN_RETRY,
    /** Remember the time of day as that of the last start or end. */
    STAMP,
    WRITE_STATUS,
    SET_PAUSED,
    CLEAR_PAUSED,
    /** Want the service down, as it has failed for good. */
    GIVE_UP,
    /** Replace the program of this supervise. */
    EXEC,
    SEND_TERM(Signal.TERM),
    SEND_CONT(Signal.CONT),
    SEND_STOP(Signal.STOP),
    SEND_HUP(Signal.HUP),
    SEND_ALRM(Signal.ALRM),
    SEND_INT(Signal.INT),
    SEND_QUIT(Signal.QUIT),
    SEND_USR1(Signal.USR1),
    SEND_USR2(Signal.USR2),
    SEND_KILL(Signal.KILL);

    private final Signal signal;

    Action() {
        this(null);
    }

    Action(Signal signal) {
        this.signal = signal;
    }

    /** The signal to send to the process, or null if the action is another. */
    Signal signal() {
        return signal;
    }
}
