package io.daemontools.readproctitle;

import java.util.Arrays;

/** The end of a text: dots at first, and three dots always, before as many of its bytes as there is room for. */
final class RollingText {
    /** How many bytes it has at least. */
    static final int SHORTEST = 5;

    private static final int ALWAYS_DOTS = 3;

    private final byte[] bytes;

    RollingText(int size) {
        bytes = new byte[size];
        Arrays.fill(bytes, (byte) '.');
    }

    /** The text, for {@code ps}: it holds no zeros. */
    byte[] bytes() {
        return bytes;
    }

    /** Adds the first {@code length} bytes of a block, without the zeros. The block is used up. */
    void add(byte[] block, int length) {
        int count = removeZeros(block, length);
        int added = Math.min(count, bytes.length - ALWAYS_DOTS);
        int kept = bytes.length - ALWAYS_DOTS - added;
        System.arraycopy(bytes, ALWAYS_DOTS + added, bytes, ALWAYS_DOTS, kept);
        System.arraycopy(block, count - added, bytes, ALWAYS_DOTS + kept, added);
    }

    private static int removeZeros(byte[] block, int length) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (block[i] != 0) {
                block[count++] = block[i];
            }
        }
        return count;
    }
}
