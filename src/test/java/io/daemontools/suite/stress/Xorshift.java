package io.daemontools.suite.stress;

/** Pseudo-random numbers (xorshift), the same everywhere, and a checksum. */
final class Xorshift {
    private long state;
    private long sum = 1;

    Xorshift(long seed) {
        state = seed;
    }

    long next() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return state;
    }

    /** From 0 to a bound (exclusive). */
    int below(int bound) {
        return (int) ((next() >>> 1) % bound);
    }

    /** Adds to the checksum, which depends on the order. */
    void count(long value) {
        sum = sum * 31 + value;
    }

    long sum() {
        return sum;
    }
}
