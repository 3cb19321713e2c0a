package io.daemontools.svls;

/** What a service is doing, in the words of the table and of JSON. */
enum State {
    /** It runs. */
    UP("up", true),
    /** It runs, and reports that it is ready. */
    READY("ready", true),
    /** It runs, and was started by another supervise. */
    ADOPTED("adopted", true),
    /** It does not run, and is not wanted up. */
    DOWN("down", true),
    /** It runs, and has not reported yet that it is ready. */
    STARTING("starting", false),
    /** It runs, and is wanted down. */
    STOPPING("stopping", false),
    /** Its {@code finish} runs. */
    FINISHING("finishing", false),
    /** It was stopped by {@code svc -p}. */
    PAUSED("paused", false),
    /** It does not run, and is about to be started. */
    RESTARTING("restarting", false),
    /** It does not run, and is started again after a delay. */
    BACKING_OFF("backing off", false),
    /** It ends soon after each start. */
    FAILING("failing", false),
    /** It has failed for good. */
    FAILED("failed", false),
    /** No supervise runs. */
    NOT_SUPERVISED("not supervised", false),
    /** Its files cannot be read. */
    UNKNOWN("unknown", false);

    private final String text;
    private final boolean asWanted;

    State(String text, boolean asWanted) {
        this.text = text;
        this.asWanted = asWanted;
    }

    /** Its name. */
    String text() {
        return text;
    }

    /** Whether a service in this state needs no attention. */
    boolean asWanted() {
        return asWanted;
    }
}
