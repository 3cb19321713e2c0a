package io.daemontools.service;

/** What supervise is to do about its service, as the status file tells it. */
public enum Wish {
    /** Keep it up. */
    UP('u'),
    /** Keep it down. */
    DOWN('d'),
    /** Let it end when it ends. */
    ONCE('\0');

    private final char code;

    Wish(char code) {
        this.code = code;
    }

    /** The byte for it in the status. */
    public char code() {
        return code;
    }
}
