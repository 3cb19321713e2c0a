package io.daemontools.cli;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Copies standard input to standard output, block by block, changed on its way. */
public final class Filter {
    private static final int STDIN = 0;
    private static final int INITIAL_SIZE = 4 * 1024;
    private static final int MAX_SIZE = 64 * 1024;
    private static final int[] WAITED_FOR = {STDIN};
    private static final long FOREVER = -1;

    private final Posix posix;
    private final Transform transform;
    private byte[] block = new byte[INITIAL_SIZE];
    private Output output;
    private boolean mayGrow = true;

    /** What becomes of a block. */
    @FunctionalInterface
    public interface Transform {
        /** Puts out what is to be made of the first {@code length} bytes of {@code block}. */
        void transform(byte[] block, int length, Output output);
    }

    /** A filter that does {@code transform}. */
    public Filter(Posix posix, Transform transform) {
        this.posix = posix;
        this.transform = transform;
        output = outputFor(block);
    }

    /**
     * Runs until the input ends. What was read is written before more is waited for.
     *
     * @return the exit status: success, or silently trouble if it cannot read or write, as 0.76's filters do
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
        } catch (PosixException trouble) {
            return ExitStatus.TEMPORARY;
        }
    }

    private int read() {
        int length = posix.read(STDIN, block, 0, block.length);
        while (length == Descriptors.WOULD_BLOCK) {
            posix.poll(WAITED_FOR, new boolean[1], FOREVER);
            length = posix.read(STDIN, block, 0, block.length);
        }
        return length;
    }

    /** A filter that falls behind takes more at a time, if there is memory; an idle one stays small. */
    private void grow() {
        int larger = 2 * block.length;
        mayGrow = larger <= MAX_SIZE && posix.canAllocate(3 * larger);
        if (mayGrow) {
            block = new byte[larger];
            output = outputFor(block);
        }
    }

    /** With room for a usual block in its changed form, so that it is written at once. */
    private Output outputFor(byte[] changed) {
        return new Output(posix, Output.STDOUT, 2 * changed.length);
    }
}
