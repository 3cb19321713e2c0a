package io.daemontools.service;

/** The wanted state of a service, as in the status file. */
public enum Want {
    /** Keep it up. */
    UP('u'),
    /** Keep it down. */
    DOWN('d'),
    /** Do not restart it. */
    ONCE('\0');

    private final char code;

    Want(char code) {
        this.code = code;
    }

    /** The state of a byte; {@link #ONCE} for a byte that is neither {@code u} nor {@code d}. */
    public static Want of(char code) {
        return code == UP.code ? UP : code == DOWN.code ? DOWN : ONCE;
    }

    /** The byte for it in the status. */
    public char code() {
        return code;
    }
}
