package io.daemontools.svls;

import io.daemontools.posix.Bytes;

/** What a service is doing, in the words of the table and of JSON. */
enum State {
    /** It runs. */
    UP("up", Concern.NONE),
    /** It runs, and reports that it is ready. */
    READY("ready", Concern.NONE),
    /** It runs, and was started by another supervise. */
    ADOPTED("adopted", Concern.NONE),
    /** It does not run, and is not wanted up. */
    DOWN("down", Concern.NONE),
    /** It runs, and has not reported yet that it is ready. */
    STARTING("starting", Concern.PASSING),
    /** It runs, and reports that it reads its configuration again. */
    RELOADING("reloading", Concern.PASSING),
    /** It runs, and is wanted down. */
    STOPPING("stopping", Concern.PASSING),
    /** Its {@code finish} runs. */
    FINISHING("finishing", Concern.PASSING),
    /** It was stopped by {@code svc -p}. */
    PAUSED("paused", Concern.PASSING),
    /** It does not run, and is about to be started. */
    RESTARTING("restarting", Concern.PASSING),
    /** It does not run, and is started again after a delay. */
    BACKING_OFF("backing off", Concern.LASTING),
    /** It ends soon after each start. */
    FAILING("failing", Concern.LASTING),
    /** It has failed for good. */
    FAILED("failed", Concern.LASTING),
    /** No supervise runs. */
    NOT_SUPERVISED("not supervised", Concern.LASTING),
    /** Its files cannot be read. */
    UNKNOWN("unknown", Concern.LASTING);

    private static final byte[][] TEXTS = texts();

    private final String text;
    private final Concern concern;

    State(String text, Concern concern) {
        this.text = text;
        this.concern = concern;
    }

    private static byte[][] texts() {
        State[] states = values();
        byte[][] texts = new byte[states.length][];
        for (int i = 0; i < states.length; i++) {
            texts[i] = Bytes.of(states[i].text);
        }
        return texts;
    }

    /** Its name. */
    String text() {
        return text;
    }

    /** Its name. The array is not to be changed. */
    byte[] bytes() {
        return TEXTS[ordinal()];
    }

    /** Whether a service in this state needs no attention. */
    boolean asWanted() {
        return concern == Concern.NONE;
    }

    /** How much attention a service in this state needs. */
    Concern concern() {
        return concern;
    }

    /** How much attention a service needs. */
    enum Concern {
        /** None. */
        NONE,
        /** It should be in another state soon. */
        PASSING,
        /** It does not get into another state by itself. */
        LASTING
    }
}
