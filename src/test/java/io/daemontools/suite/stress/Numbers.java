package io.daemontools.suite.stress;

/** Arithmetic that wraps, shifts, is cut short and compared: where C leaves undefined what Java does not. */
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

    private final Dice dice = new Dice(0x0F1E2D3C4B5A6978L);

    long sum(int rounds) {
        for (long a : EDGES) {
            for (long b : EDGES) {
                longs(a, b);
                ints((int) a, (int) b);
                narrow(a + b);
            }
        }
        for (int i = 0; i < rounds * 5_000; i++) {
            long a = dice.next() >> dice.below(64);
            long b = dice.next() >>> dice.below(64);
            longs(a, b);
            ints((int) a, (int) b);
            narrow(a * b);
        }
        return dice.sum();
    }

    private void longs(long a, long b) {
        dice.count(a + b);
        dice.count(a - b);
        dice.count(a * b);
        dice.count(-a);
        dice.count((a & b) | (a ^ ~b));
        int shift = (int) b & 63;
        dice.count(a << shift);
        dice.count(a >> shift);
        dice.count(a >>> shift);
        dice.count(Long.compare(a, b));
        dice.count(a < b ? 1 : a == b ? 2 : 3);
        if (b > 0) {
            dice.count(a / b);
            dice.count(a % b);
        }
        dice.count(Math.max(a, b) - Math.min(a, b));
    }

    private void ints(int a, int b) {
        dice.count(a + b);
        dice.count(a - b);
        int product = a * b;
        dice.count(product);
        dice.count(-a);
        int shift = b & 31;
        dice.count(a << shift);
        dice.count(a >> shift);
        dice.count(a >>> shift);
        dice.count((long) a * b);
        dice.count(a & 0xFFFFFFFFL);
        if (b > 0) {
            dice.count(a / b);
            dice.count(a % b);
        }
    }

    private void narrow(long value) {
        byte small = (byte) value;
        char letter = (char) value;
        short middle = (short) value;
        dice.count(small);
        dice.count(letter);
        dice.count(middle);
        dice.count(small & 0xff);
        small += (byte) 100;
        letter++;
        dice.count(small << 24 | letter);
        dice.count((char) small);
        dice.count((byte) letter);
    }
}
