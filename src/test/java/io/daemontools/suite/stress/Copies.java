package io.daemontools.suite.stress;

/** Arrays of each type of elements that are cloned, among others that must stay unchanged. */
final class Copies {
    private static final int PLACES = 64;

    private final Xorshift random = new Xorshift(0x0F1E2D3C4B5A6978L);
    private final byte[][] bytes = new byte[PLACES][];
    private final char[][] characters = new char[PLACES][];
    private final int[][] numbers = new int[PLACES][];
    private final long[][] longs = new long[PLACES][];
    private final String[][] names = new String[PLACES][];

    long sum(int rounds) {
        for (int i = 0; i < PLACES; i++) {
            make(i);
        }
        for (int i = 0; i < rounds * 500; i++) {
            make(random.below(PLACES));
            copy(random.below(PLACES), random.below(PLACES));
            count(random.below(PLACES));
        }
        for (int i = 0; i < PLACES; i++) {
            count(i);
        }
        return random.sum();
    }

    private void make(int place) {
        int size = random.below(40);
        bytes[place] = new byte[size];
        characters[place] = new char[size];
        numbers[place] = new int[size];
        longs[place] = new long[size];
        names[place] = new String[size];
        for (int i = 0; i < size; i++) {
            bytes[place][i] = (byte) random.next();
            characters[place][i] = (char) random.next();
            numbers[place][i] = (int) random.next();
            longs[place][i] = random.next();
            names[place][i] = i % 8 == 0 ? Long.toHexString(random.next()) : "literal";
        }
    }

    private void copy(int from, int to) {
        bytes[to] = bytes[from].clone();
        characters[to] = characters[from].clone();
        numbers[to] = numbers[from].clone();
        longs[to] = longs[from].clone();
        names[to] = names[from].clone();
    }

    private void count(int place) {
        for (byte each : bytes[place]) {
            random.count(each);
        }
        for (char each : characters[place]) {
            random.count(each);
        }
        for (int each : numbers[place]) {
            random.count(each);
        }
        for (long each : longs[place]) {
            random.count(each);
        }
        for (String each : names[place]) {
            random.count(each.hashCode());
        }
    }
}
