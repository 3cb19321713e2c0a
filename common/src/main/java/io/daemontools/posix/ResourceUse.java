package io.daemontools.posix;

/**
 * Resources that a process and its reaped children used, from the {@code struct rusage} of {@code wait4(2)}. Filled by {@link
 * Processes}.
 */
public final class ResourceUse {
    private long userTime;
    private long systemTime;
    private long peakResident;

    /** For implementations of {@link Processes}. */
    public void set(long user, long system, long peak) {
        userTime = user;
        systemTime = system;
        peakResident = peak;
    }

    /** Copies the use of another child. */
    public void set(ResourceUse other) {
        set(other.userTime, other.systemTime, other.peakResident);
    }

    /** CPU time in user mode: nanoseconds, in the system's steps ({@code ru_utime}: microseconds). */
    public long userTime() {
        return userTime;
    }

    /** CPU time in the kernel: nanoseconds ({@code ru_stime}). */
    public long systemTime() {
        return systemTime;
    }

    /** The peak resident memory of the largest of these processes, in bytes ({@code ru_maxrss}). */
    public long peakResident() {
        return peakResident;
    }
}
