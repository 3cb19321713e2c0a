package io.daemontools.suite.stress;

/**
 * A program whose heap has no free byte when the collector runs: it grows by exactly the size of the first of two arrays, and all
 * objects are still used. Not a command, whose objects on the stack leave gaps.
 */
public final class FullHeap {
    /** More than the first size of a heap, and less than its limit. */
    private static final int LARGE = 300_000;

    private static byte[][] used;

    private FullHeap() {}

    /** Fills the heap, and fails if any object has changed. */
    public static void main(String[] args) {
        used = new byte[3][];
        used[0] = new byte[LARGE];
        used[1] = new byte[8];
        used[2] = new byte[8];
        used[0][LARGE - 1] = 1;
        used[2][7] = 1;
        if (used[0][LARGE - 1] + used[1][7] + used[2][0] + used[2][7] != 2) {
            throw new IllegalStateException();
        }
    }
}
