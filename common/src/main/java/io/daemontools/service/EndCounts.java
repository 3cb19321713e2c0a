package io.daemontools.service;

/**
 * How often the service has ended, by kind, in a number of 64 bits as a history has it: three counters of 21 bits, each of which
 * begins again at 0 after the largest.
 */
public final class EndCounts {
    /** It exited 0. */
    public static final int SUCCESS = 0;

    /** It exited with another code. */
    public static final int FAILURE = 1;

    /** A signal ended it. */
    public static final int SIGNAL = 2;

    private static final int BITS = 21;
    private static final long MASK = (1L << BITS) - 1;

    private EndCounts() {}

    /** The counter of a kind. */
    public static long of(int kind, long counts) {
        return counts >>> (kind * BITS) & MASK;
    }

    /** The counters after another end, which does not count if it is not known how it was. */
    static long after(long counts, RunEnd end) {
        if (!end.statusKnown()) {
            return counts;
        }
        int kind = end.status().crashed() ? SIGNAL : end.status().exitCode() == 0 ? SUCCESS : FAILURE;
        long next = (of(kind, counts) + 1) & MASK;
        return (counts & ~(MASK << (kind * BITS))) | next << (kind * BITS);
    }
}
