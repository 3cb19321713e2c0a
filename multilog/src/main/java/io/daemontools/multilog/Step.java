package io.daemontools.multilog;

/** A step of a rotation that is tried until it works, with the message for when it does not. */
enum Step {
    ENTER("unable to switch to ", "", LogDirectory::enter),
    SYNC_CURRENT("unable to write ", "/current to disk", directory -> directory.posix().sync(directory.current())),
    SET_ASIDE(
            "unable to rename current to previous in directory ",
            "",
            directory -> directory.posix().rename(LogDirectory.CURRENT, LogDirectory.PREVIOUS)),
    CREATE_CURRENT(
            "unable to create ",
            "/current",
            directory -> directory.setCurrent(directory.posix().openAppend(LogDirectory.CURRENT))),
    CURRENT_BEGUN(
            "unable to set mode of ",
            "/current",
            directory -> directory.posix().setMode(directory.current(), LogDirectory.UNFINISHED)),
    CURRENT_FINISHED(
            "unable to set mode of ",
            "/current",
            directory -> directory.posix().setMode(directory.current(), LogDirectory.FINISHED)),
    PREVIOUS_FINISHED(
            "unable to set mode of ",
            "/previous",
            directory -> directory.posix().setMode(LogDirectory.PREVIOUS, LogDirectory.FINISHED)),
    REMOVE_PREVIOUS(
            "unable to remove ", "/previous", directory -> directory.posix().unlink(LogDirectory.PREVIOUS)),
    KEEP_STATE(
            "unable to rename newstate to state in directory ",
            "",
            directory -> directory.posix().rename(LogDirectory.NEW_STATE, LogDirectory.STATE));

    private final String before;
    private final String after;
    private final Work work;

    Step(String before, String after, Work work) {
        this.before = before;
        this.after = after;
        this.work = work;
    }

    /** What a step does; fails with a PosixException. */
    private interface Work {
        void in(LogDirectory directory);
    }

    /** Tries it once. */
    void take(LogDirectory directory) {
        work.in(directory);
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
