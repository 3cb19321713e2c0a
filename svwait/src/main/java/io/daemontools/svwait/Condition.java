package io.daemontools.svwait;

/** What is waited for. The letters are those of s6-svwait. */
enum Condition {
    /** The service runs. */
    UP('u', true, false, false),
    /** The service runs, and is ready if it can report that. */
    READY('U', true, true, false),
    /** The service does not run. */
    DOWN('d', false, false, false),
    /** Neither the service nor its {@code finish} runs. */
    FINISHED('D', false, true, false),
    /** The service runs, and was started since the command began to wait. */
    RESTARTED('r', true, false, true),
    /** The service was started since then, and is ready if it can report that. */
    RESTARTED_READY('R', true, true, true);

    private static final Condition[] ALL = values();

    private final char letter;
    private final boolean up;
    private final boolean complete;
    private final boolean newRun;

    Condition(char letter, boolean up, boolean complete, boolean newRun) {
        this.letter = letter;
        this.up = up;
        this.complete = complete;
        this.newRun = newRun;
    }

    /** The condition of an option, or null. */
    static Condition of(char letter) {
        for (Condition condition : ALL) {
            if (condition.letter == letter) {
                return condition;
            }
        }
        return null;
    }

    /** Whether it is about a service that runs, or about one that does not. */
    boolean up() {
        return up;
    }

    /** Whether the service has to be ready, or its {@code finish} over. */
    boolean complete() {
        return complete;
    }

    /** Whether only a run counts that has begun since. */
    boolean newRun() {
        return newRun;
    }
}
