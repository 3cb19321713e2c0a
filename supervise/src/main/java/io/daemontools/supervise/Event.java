package io.daemontools.supervise;

/** What can happen to a supervised service: a command byte arrives, or its process changes. */
enum Event {
    UP('u'),
    DOWN('d'),
    ONCE('o'),
    EXIT('x'),
    PAUSE('p'),
    CONTINUE('c'),
    HANGUP('h'),
    ALARM('a'),
    INTERRUPT('i'),
    TERMINATE('t'),
    KILL('k'),
    STARTED,
    DIED,
    FORK_FAILED;

    private static final int NO_COMMAND = -1;
    private static final Event[] ALL = values();

    private final int command;

    Event() {
        this.command = NO_COMMAND;
    }

    Event(char command) {
        this.command = command;
    }

    /** The event that a byte of the control FIFO is, or null if it is none. */
    static Event ofCommand(byte command) {
        for (Event event : ALL) {
            if (event.command == (command & 0xff)) {
                return event;
            }
        }
        return null;
    }
}
