package io.daemontools.posix;

/** The limits on what a process takes of the system, which a program it becomes inherits. Amounts are unsigned. */
public interface Limits {
    /** Whether this system knows such a limit. */
    boolean canLimit(Resource resource);

    /**
     * How high the limit may be raised; the largest number stands for no limit.
     *
     * @throws PosixException if that cannot be told
     */
    long hardLimit(Resource resource);

    /**
     * Whether there is memory for objects of so many bytes together, which it takes what is in use to stay. To have more than
     * that fails for good: natively {@code out of memory} ends the process at once.
     */
    boolean canAllocate(int bytes);

    /**
     * Sets the limit that is in force, at the latest when this process becomes another program.
     *
     * @throws PosixException if it cannot be set, such as to more than {@link #hardLimit}
     */
    void setSoftLimit(Resource resource, long amount);
}
