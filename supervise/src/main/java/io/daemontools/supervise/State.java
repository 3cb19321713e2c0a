package io.daemontools.supervise;

import io.daemontools.service.Want;

/**
 * All that decides what supervise does next.
 *
 * @param up whether the service's process exists
 * @param want what is to become of it
 * @param paused whether it was stopped on command; never when down
 * @param exiting whether supervise ends as soon as the service is down
 * @param start whether, and why, a start is still to come; never when up
 */
record State(boolean up, Want want, boolean paused, boolean exiting, Start start) {
    /** How many different states {@link #index} tells apart. */
    static final int COUNT = 2 * 3 * 2 * 2 * 3;

    /** A start that is to come when its time has come. */
    enum Start {
        NONE,
        /** Because the service is wanted up, or could not be started. */
        AUTOMATIC,
        /** Because of a command that waits for its time; that one is kept even by a supervise about to exit. */
        COMMANDED
    }

    /** Where supervise begins. */
    static State initial(boolean normallyDown) {
        return normallyDown
                ? new State(false, Want.DOWN, false, false, Start.NONE)
                : new State(false, Want.UP, false, false, Start.AUTOMATIC);
    }

    /** The state's number, 0 to {@link #COUNT} (exclusive). */
    int index() {
        int index = up ? 1 : 0;
        index = index * 3 + want.ordinal();
        index = index * 2 + (paused ? 1 : 0);
        index = index * 2 + (exiting ? 1 : 0);
        return index * 3 + start.ordinal();
    }

    State withUp(boolean changed) {
        return new State(changed, want, false, exiting, changed ? Start.NONE : start);
    }

    State withWant(Want changed) {
        return new State(up, changed, paused, exiting, start);
    }

    State withPaused(boolean changed) {
        return new State(up, want, changed, exiting, start);
    }

    State withExiting() {
        return new State(up, want, paused, true, start);
    }

    State withStart(Start changed) {
        return new State(up, want, paused, exiting, changed);
    }
}
