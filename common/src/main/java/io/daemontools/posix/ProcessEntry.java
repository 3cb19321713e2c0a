package io.daemontools.posix;

/** What the system's process table has about a process, see {@link Processes#find}. */
public final class ProcessEntry {
    private int parent;
    private long user;

    /** For implementations of {@link Processes}. */
    public void set(int itsParent, long itsUser) {
        parent = itsParent;
        user = itsUser;
    }

    /** The parent's process id; 0 if it is outside this container, or there is none. */
    public int parent() {
        return parent;
    }

    /** The effective user id, 0 to 2^32 - 1. */
    public long user() {
        return user;
    }
}
