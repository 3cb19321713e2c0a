package io.daemontools.posix;

/** The resource limits of this process, which the program that it executes inherits. Amounts are unsigned. */
public interface Limits {
    /** Whether this system has an RLIMIT constant for this resource. */
    boolean canLimit(Resource resource);

    /** {@code getrlimit(2)}: the hard limit; the largest number is RLIM_INFINITY. EINVAL. */
    long hardLimit(Resource resource);

    /**
     * Whether the heap has, or can get, memory for objects of this many bytes together. Not a system call. A native program that
     * allocates more prints {@code out of memory} and exits.
     */
    boolean canAllocate(int bytes);

    /**
     * {@code setrlimit(2)}: sets the soft limit, at the latest when this process executes another program.
     *
     * @throws PosixException EINVAL for more than {@link #hardLimit}
     */
    void setSoftLimit(Resource resource, long amount);

    /**
     * {@code setrlimit(2)}: raises the soft limit of this process to the hard one, at once. {@link #resetLimits} lowers it again, as
     * in each child that {@link Processes#spawn} starts. A program raises one limit, once.
     *
     * @throws PosixException EINVAL on systems that have a lower one than the hard limit
     */
    void raiseSoftLimit(Resource resource);

    /** {@code setrlimit(2)}: sets the soft limit that this process was started with, if it was raised. */
    void resetLimits();
}
