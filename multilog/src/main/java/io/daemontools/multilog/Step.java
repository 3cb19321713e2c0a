package io.daemontools.multilog;

import io.daemontools.posix.Posix;

/** A step of a rotation that is tried until it works, with the message for when it does not. */
enum Step {
    ENTER("unable to switch to ", "", (posix, log) -> log.enter()),
    SYNC_CURRENT("unable to write ", "/current to disk", (posix, log) -> posix.sync(log.current())),
    SET_ASIDE(
            "unable to rename current to previous in directory ",
            "",
            (posix, log) -> posix.rename(LogDirectory.CURRENT, LogDirectory.PREVIOUS)),
    CREATE_CURRENT(
            "unable to create ", "/current", (posix, log) -> log.setCurrent(posix.openAppend(LogDirectory.CURRENT))),
    BEGIN_CURRENT(
            "unable to set mode of ",
            "/current",
            (posix, log) -> posix.setMode(log.current(), LogDirectory.UNFINISHED)),
    FINISH_CURRENT(
            "unable to set mode of ", "/current", (posix, log) -> posix.setMode(log.current(), LogDirectory.FINISHED)),
    FINISH_PREVIOUS(
            "unable to set mode of ",
            "/previous",
            (posix, log) -> posix.setMode(LogDirectory.PREVIOUS, LogDirectory.FINISHED)),
    OPEN_PROCESSED(
            "unable to create ", "/processed", (posix, log) -> log.open(posix.openAppend(LogDirectory.PROCESSED))),
    SYNC_PROCESSED("unable to write ", "/processed to disk", (posix, log) -> posix.sync(log.opened())),
    FINISH_PROCESSED(
            "unable to set mode of ", "/processed", (posix, log) -> posix.setMode(log.opened(), LogDirectory.FINISHED)),
    OPEN_STATE("unable to create ", "/newstate", (posix, log) -> log.open(posix.openAppend(LogDirectory.NEW_STATE))),
    SYNC_STATE("unable to write ", "/newstate to disk", (posix, log) -> posix.sync(log.opened())),
    REMOVE_PREVIOUS("unable to remove ", "/previous", (posix, log) -> posix.unlink(LogDirectory.PREVIOUS)),
    KEEP_STATE(
            "unable to rename newstate to state in directory ",
            "",
            (posix, log) -> posix.rename(LogDirectory.NEW_STATE, LogDirectory.STATE));

    private final String before;
    private final String after;
    private final Work work;

    Step(String before, String after, Work work) {
        this.before = before;
        this.after = after;
        this.work = work;
    }

    /** What a step does; a failure is a PosixException. */
    private interface Work {
        void in(Posix posix, LogDirectory log);
    }

    /** Tries it once. */
    void take(Posix posix, LogDirectory log) {
        work.in(posix, log);
    }

    /** What the message says before the directory's name. */
    String before() {
        return before;
    }

    /** What the message says after the directory's name. */
    String after() {
        return after;
    }
}
