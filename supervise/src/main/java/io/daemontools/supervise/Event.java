package io.daemontools.supervise;

import io.daemontools.service.Want;

/** What can happen to a supervised service: a command byte arrives, time passes, or its process changes. */
enum Event {
    UP('u', Want.UP, true),
    DOWN('d', Want.DOWN, true),
    ONCE('o', Want.ONCE, true),
    EXIT('x', null, true),
    PAUSE('p', null, true),
    CONTINUE('c', null, true),
    HANGUP('h', null, false),
    ALARM('a', null, false),
    INTERRUPT('i', null, false),
    QUIT('q', null, false),
    USR1('1', null, false),
    USR2('2', null, false),
    TERMINATE('t', null, false),
    KILL('k', null, false),
    EXEC('e', null, false),
    /** The process has been started. */
    STARTED,
    /** The process could not be started: {@code fork} failed. */
    FORK_FAILED,
    /** A second has passed since the start. */
    SECOND_OVER,
    /** The process has been reaped, or {@code finish} has, if there is one: the service is down. */
    DIED,
    /** The process has been reaped, and {@code finish} has been started. */
    FINISH,
    /** As {@link #DIED}, and the service has failed for good. */
    FAILED;

    private static final int NO_COMMAND = -1;
    private static final Event[] ALL = values();

    private final int command;
    private final Want want;
    private final boolean announced;

    Event() {
        this.command = NO_COMMAND;
        this.want = null;
        this.announced = false;
    }

    Event(char command, Want want, boolean announced) {
        this.command = command;
        this.want = want;
        this.announced = announced;
    }

    /** The command of a byte of the control FIFO, or null if it is none. */
    static Event ofCommand(byte command) {
        for (Event event : ALL) {
            if (event.command == (command & 0xff)) {
                return event;
            }
        }
        return null;
    }

    /** The byte of a command. */
    int command() {
        return command;
    }

    /** The state of the service that the command asks for, or null if it asks for none. */
    Want want() {
        return want;
    }

    /** Whether the status is written after this command, even if nothing has changed; 0.76 does so, too. */
    boolean announced() {
        return announced;
    }
}
