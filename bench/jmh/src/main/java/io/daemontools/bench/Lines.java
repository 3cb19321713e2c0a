package io.daemontools.bench;

import java.nio.charset.StandardCharsets;

/** Lines of a log, as in the measurements of whole programs. */
public final class Lines {
    /** The size of a block of them, as a filter that has fallen behind reads it. */
    public static final int BLOCK = 64 * 1024;

    private static final String TEXT =
            "%012d request served: 200, the quick brown fox jumps over the lazy dog and over the fence it went, for ever";

    private Lines() {}

    /** A line without its end, 99 bytes. */
    public static byte[] line() {
        return line("", 4711);
    }

    /** A block of whole lines of 100 bytes; what does not fit a line is cut off. */
    public static byte[] block() {
        return block(false);
    }

    /** A block of lines that begin with labels of ten thousand lines a second. */
    public static byte[] labelledBlock() {
        return block(true);
    }

    private static byte[] block(boolean labelled) {
        int lines = BLOCK / 100;
        byte[] block = new byte[lines * 100];
        for (int i = 0; i < lines; i++) {
            String label = labelled ? String.format("@40000000%08x%08x ", 1_700_000_010 + i / 10_000, i * 100_000) : "";
            System.arraycopy(line(label, i), 0, block, i * 100, 99);
            block[i * 100 + 99] = '\n';
        }
        return block;
    }

    private static byte[] line(String label, int number) {
        return (label + String.format(TEXT, number)).substring(0, 99).getBytes(StandardCharsets.ISO_8859_1);
    }
}
