package io.daemontools.posix;

/** What tells a process from all others, of any time and any machine. Filled by {@link ProcessIdentifier}. */
public final class ProcessIdentity {
    /** What it is told by. The ordinal is part of the format of a history. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** {@link Watches#serialNumber}. */
        SERIAL_NUMBER,
        /** Its start time in Linux's {@code /proc/PID/stat}, in clock ticks. */
        START_TIME
    }

    private Kind kind = Kind.NONE;
    private long number;
    private long system;

    /**
     * Sets it.
     *
     * @param number the serial number, or the start time
     * @param system a hash of what tells this start of the system from all others
     */
    public void set(Kind kind, long number, long system) {
        this.kind = kind;
        this.number = number;
        this.system = system;
    }

    /** Copies another one. */
    public void set(ProcessIdentity other) {
        set(other.kind, other.number, other.system);
    }

    /** Sets it to that of no process. */
    public void clear() {
        set(Kind.NONE, 0, 0);
    }

    /** What it is told by. */
    public Kind kind() {
        return kind;
    }

    /** The serial number, or the start time. */
    public long number() {
        return number;
    }

    /** A hash of what tells this start of the system from all others. */
    public long system() {
        return system;
    }

    /** Whether there is one. */
    public boolean known() {
        return kind != Kind.NONE;
    }

    /** Whether both are that of the same process, given that its process id is the same. */
    public boolean sameAs(ProcessIdentity other) {
        return known() && kind == other.kind && number == other.number && system == other.system;
    }
}
