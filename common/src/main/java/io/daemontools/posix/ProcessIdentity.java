package io.daemontools.posix;

/** What distinguishes a process from all others, of any time and any machine. Filled by {@link ProcessIdentifier}. */
public final class ProcessIdentity {
    /** The {@link #kind} of none. Kinds are numbers in a history, and no enum: each supervise would have it in memory. */
    public static final int NONE = 0;

    /** By {@link Watches#serialNumber}. */
    public static final int SERIAL_NUMBER = 1;

    /** By its start time in Linux's {@code /proc/PID/stat}, in clock ticks. */
    public static final int START_TIME = 2;

    private int kind;
    private long number;
    private long system;

    /**
     * Sets it.
     *
     * @param number the serial number, or the start time
     * @param system a hash of what distinguishes this start of the system from all others
     */
    public void set(int kind, long number, long system) {
        this.kind = kind;
        this.number = number;
        this.system = system;
    }

    /** Sets it to that of no process. */
    public void clear() {
        set(NONE, 0, 0);
    }

    /** What it consists of: {@link #NONE}, {@link #SERIAL_NUMBER} or {@link #START_TIME}. */
    public int kind() {
        return kind;
    }

    /** The serial number, or the start time. */
    public long number() {
        return number;
    }

    /** A hash of what distinguishes this start of the system from all others. */
    public long system() {
        return system;
    }

    /** Whether there is one. */
    public boolean known() {
        return kind != NONE;
    }

    /** Whether both are that of the same process, given that its process id is the same. */
    public boolean sameAs(ProcessIdentity other) {
        return known() && kind == other.kind && number == other.number && system == other.system;
    }
}
