package io.daemontools.multilog;

/** The steps of a rotation, each with the message for when it does not work. {@link LogDirectory} knows how they go. */
enum Step {
    ENTER("unable to switch to ", ""),
    SYNC_CURRENT("unable to write ", "/current to disk"),
    SET_ASIDE("unable to rename current to previous in directory ", ""),
    CREATE_CURRENT("unable to create ", "/current"),
    BEGIN_CURRENT("unable to set mode of ", "/current"),
    FINISH_CURRENT("unable to set mode of ", "/current"),
    FINISH_PREVIOUS("unable to set mode of ", "/previous"),
    OPEN_PROCESSED("unable to create ", "/processed"),
    SYNC_PROCESSED("unable to write ", "/processed to disk"),
    FINISH_PROCESSED("unable to set mode of ", "/processed"),
    OPEN_STATE("unable to create ", "/newstate"),
    SYNC_STATE("unable to write ", "/newstate to disk"),
    REMOVE_PREVIOUS("unable to remove ", "/previous"),
    KEEP_STATE("unable to rename newstate to state in directory ", "");

    private final String before;
    private final String after;

    Step(String before, String after) {
        this.before = before;
        this.after = after;
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
