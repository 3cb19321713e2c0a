package io.daemontools.posix;

/**
 * The operating system: all that the commands ask of it, and nothing else.
 *
 * <p>There is one implementation per runtime ({@code posix-native}, {@code posix-jvm}). Strings that pass through are
 * bytes, one ISO-8859-1 char each.
 */
public interface Posix extends Descriptors, Files, Processes, Identity, Limits, Clocks {
    /**
     * Finds a byte in a block.
     *
     * @return its index in {@code from} (inclusive) to {@code to} (exclusive), or -1
     */
    int indexOf(byte[] block, int from, int to, byte wanted);
}
