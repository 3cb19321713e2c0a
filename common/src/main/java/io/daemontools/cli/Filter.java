package io.daemontools.cli;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Copies standard input to standard output, and transforms it block by block. */
public final class Filter {
    private static final int INITIAL_SIZE = 4 * 1024;
    private static final int MAX_SIZE = 64 * 1024;
    private static final int[] WAITED_FOR = {Posix.STDIN};
    private static final long FOREVER = -1;

    private final Posix posix;
    private final Transform transform;
    private byte[] block = new byte[INITIAL_SIZE];
    private Output output;
    private boolean mayGrow = true;

    /** The transformation of a block. */
    @FunctionalInterface
    public interface Transform {
        /**
         * Writes the transformation of the first {@code length} bytes of {@code block} to {@code output}, whose buffer is empty and twice
         * as large as the block.
         */
        void transform(byte[] block, int length, Output output);
    }

    /** A filter that applies {@code transform}. */
    public Filter(Posix posix, Transform transform) {
        this.posix = posix;
        this.transform = transform;
        output = outputFor(block);
    }

    /**
     * Runs until the input ends. Writes everything that was read before it waits for more.
     *
     * @return the exit status: 0, or 111 without a message if it cannot read or write, as in 0.76
     */
    public int run() {
        try {
            for (int length = read(); length > 0; length = read()) {
                transform.transform(block, length, output);
                output.flush();
                if (length == block.length && mayGrow) {
                    grow();
                }
            }
            return ExitStatus.SUCCESS;
        } catch (PosixException ignored) {
            // 0.76's filters do not report it either.
            return ExitStatus.TEMPORARY;
        }
    }

    private int read() {
        int length = posix.read(Posix.STDIN, block, 0, block.length);
        while (length == Descriptors.WOULD_BLOCK) {
            posix.poll(WAITED_FOR, new boolean[1], FOREVER);
            length = posix.read(Posix.STDIN, block, 0, block.length);
        }
        return length;
    }

    /** Doubles the block of a filter that falls behind, if there is memory; an idle one stays small. */
    private void grow() {
        int larger = 2 * block.length;
        mayGrow = larger <= MAX_SIZE && posix.canAllocate(3 * larger);
        if (mayGrow) {
            block = new byte[larger];
            output = outputFor(block);
        }
    }

    /** With room for a usual block in its transformed form, so that one write suffices. */
    private Output outputFor(byte[] changed) {
        return new Output(posix, Posix.STDOUT, 2 * changed.length);
    }
}
