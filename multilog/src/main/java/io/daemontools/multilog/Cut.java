package io.daemontools.multilog;

/**
 * Where 0.76 ends a file and begins the next.
 *
 * <p>Once a write reaches into a file's last 2000 bytes it ends at the last newline it holds, if there is one, and the
 * file ends as soon as a write into these bytes ended with a newline. A file that finds no newline there is full.
 */
final class Cut {
    /** The bytes at a file's end in which it is ended. */
    static final int MARGIN = 2000;

    private Cut() {}

    /**
     * How many of the bytes that come next go into the same write.
     *
     * @param size how many bytes a file holds at most
     * @param filled how many it holds, less than {@code size}
     * @return 1 to {@code to - from}
     */
    static int length(byte[] bytes, int from, int to, long size, long filled) {
        int length = (int) Math.min(to - from, size - filled);
        if (filled + length >= size - MARGIN) {
            for (int i = from + length - 1; i >= from; i--) {
                if (bytes[i] == '\n') {
                    return i + 1 - from;
                }
            }
        }
        return length;
    }

    /** Whether a file that now holds {@code filled} bytes ends after a write that ended with {@code last}. */
    static boolean after(byte last, long size, long filled) {
        return last == '\n' && filled >= size - MARGIN;
    }
}
