package io.daemontools.suite.stress;

/** Arithmetic that overflows, shifts, truncates and compares: undefined in C, defined in Java. */
final class Numbers {
    private static final long[] EDGES = {
        0,
        1,
        -1,
        2,
        127,
        128,
        -128,
        255,
        256,
        32767,
        32768,
        -32768,
        65535,
        65536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xFFFFFFFFL,
        0x100000000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        0x4000000000000000L,
        10,
        1_000_000_000
    };

    private final Xorshift random = new Xorshift(0x0F1E2D3C4B5A6978L);

    long sum(int rounds) {
        for (long a : EDGES) {
            for (long b : EDGES) {
                longs(a, b);
                ints((int) a, (int) b);
                narrow(a + b);
            }
        }
        for (int i = 0; i < rounds * 5_000; i++) {
            long a = random.next() >> random.below(64);
            long b = random.next() >>> random.below(64);
            longs(a, b);
            ints((int) a, (int) b);
            narrow(a * b);
        }
        return random.sum();
    }

    private void longs(long a, long b) {
        random.count(a + b);
        random.count(a - b);
        random.count(a * b);
        random.count(-a);
        random.count((a & b) | (a ^ ~b));
        int shift = (int) b & 63;
        random.count(a << shift);
        random.count(a >> shift);
        random.count(a >>> shift);
        random.count(Long.compare(a, b));
        random.count(a < b ? 1 : a == b ? 2 : 3);
        if (b > 0) {
            random.count(a / b);
            random.count(a % b);
        }
        random.count(Math.max(a, b) - Math.min(a, b));
    }

    private void ints(int a, int b) {
        random.count(a + b);
        random.count(a - b);
        int product = a * b;
        random.count(product);
        random.count(-a);
        int shift = b & 31;
        random.count(a << shift);
        random.count(a >> shift);
        random.count(a >>> shift);
        random.count((long) a * b);
        random.count(a & 0xFFFFFFFFL);
        if (b > 0) {
            random.count(a / b);
            random.count(a % b);
        }
    }

    private void narrow(long value) {
        byte small = (byte) value;
        char letter = (char) value;
        short middle = (short) value;
        random.count(small);
        random.count(letter);
        random.count(middle);
        random.count(small & 0xff);
        small += (byte) 100;
        letter++;
        random.count(small << 24 | letter);
        random.count((char) small);
        random.count((byte) letter);
    }
}
