package io.daemontools.service;

/** What supervise is to do about its service, as the status file tells it. */
public enum Want {
    /** Keep it up. */
    UP('u'),
    /** Keep it down. */
    DOWN('d'),
    /** Let it end when it ends. */
    ONCE('\0');

    private final char code;

    Want(char code) {
        this.code = code;
    }

    /** The byte for it in the status. */
    public char code() {
        return code;
    }
}
