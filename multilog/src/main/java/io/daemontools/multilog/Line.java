package io.daemontools.multilog;

/** A line as the actions see it: its first 1000 bytes, stamp included, newline excluded. One object serves all lines. */
final class Line {
    /** How many bytes of a line the actions see at most. */
    static final int VISIBLE = 1000;

    private byte[] bytes;
    private int from;
    private int to;
    private boolean selected;

    /** Becomes the next line, selected. */
    void become(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        selected = true;
    }

    /** Where its bytes are. */
    byte[] bytes() {
        return bytes;
    }

    /** The index of its first byte. */
    int from() {
        return from;
    }

    /** The index after its last visible byte. */
    int to() {
        return to;
    }

    /** How many bytes of it are visible. */
    int length() {
        return to - from;
    }

    /** Whether the actions that follow are to care for it. */
    boolean selected() {
        return selected;
    }

    /** Selects or deselects it. */
    void select(boolean selected) {
        this.selected = selected;
    }
}
