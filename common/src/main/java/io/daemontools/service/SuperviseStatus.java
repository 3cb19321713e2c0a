package io.daemontools.service;

/**
 * A service's state as its supervise reported it.
 *
 * @param since when the process last started or ended: TAI64 seconds, unsigned
 * @param pid the process id, 0 when down
 * @param paused whether it was stopped on command
 * @param want {@code u}, {@code d}, or something else if neither is wanted
 */
public record SuperviseStatus(long since, long pid, boolean paused, char want) {
    private static final int DIGITS_OF_A_DOUBLE = 53;

    /** Whether the service runs. */
    public boolean up() {
        return pid != 0;
    }

    /** Whole seconds since then; 0 if that is yet to come. As in 0.76 they are those of a double: more than any clock shows are rounded. */
    public long age(long now) {
        return Long.compareUnsigned(now, since) < 0 ? 0 : rounded(now - since);
    }

    /** To 53 binary digits, a half to even. There is no floating point in native code, since not all processors round alike. */
    private static long rounded(long seconds) {
        int excess = Long.SIZE - Long.numberOfLeadingZeros(seconds) - DIGITS_OF_A_DOUBLE;
        if (excess <= 0) {
            return seconds;
        }
        long unit = 1L << excess;
        long rest = seconds & (unit - 1);
        long down = seconds - rest;
        boolean up = rest > unit / 2 || (rest == unit / 2 && (down & unit) != 0);
        return up ? down + unit : down;
    }
}
