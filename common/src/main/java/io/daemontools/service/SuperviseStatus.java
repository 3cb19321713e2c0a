package io.daemontools.service;

/**
 * A service's state as its supervise reported it.
 *
 * @param since when the process last started or ended: TAI64 seconds, unsigned
 * @param pid the process id, 0 when down
 * @param paused whether it was stopped on command
 * @param wish {@code u}, {@code d}, or something else for no wish
 */
public record SuperviseStatus(long since, long pid, boolean paused, char wish) {
    /** Whether the service runs. */
    public boolean up() {
        return pid != 0;
    }

    /** Whole seconds since then; 0 if that is yet to come. A double, as in 0.76, rounds only what no clock has seen. */
    public long age(long now) {
        return Long.compareUnsigned(now, since) < 0 ? 0 : (long) (double) (now - since);
    }
}
