package io.daemontools.multilog;

import io.daemontools.event.EventLoop;
import io.daemontools.event.Output;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;

/**
 * {@code 1}: copies each selected line to standard output, as a whole.
 *
 * <p>Lines are written together before multilog waits for input. If standard output has no room, multilog waits; once it cannot be
 * written, for example because its reader has gone, nothing is copied any more. Both are as in s6-log, except that a failure is reported.
 * After TERM, multilog waits for a second at most, all waits together; then, too, nothing is copied any more.
 */
class StandardOutput implements Actions.Action {
    private static final int SIZE = 4096;

    private static final long WAIT_AFTER_TERM_NANOSECONDS = 1_000_000_000L;

    private final Posix posix;
    private final EventLoop loop;
    private final Output output;
    private final byte[] prefix;
    private final byte[] buffer = new byte[SIZE];
    private int length;
    private boolean selected;
    private boolean broken;

    /** Why nothing is copied any more, until it is reported; null after EPIPE. */
    private PosixException failure;

    private long waitLeft = WAIT_AFTER_TERM_NANOSECONDS;

    /**
     * Puts a prefix before each line.
     *
     * @param loop catches TERM
     */
    StandardOutput(Posix posix, EventLoop loop, String prefix) {
        this.posix = posix;
        this.loop = loop;
        this.output = loop.output(Posix.STDOUT);
        this.prefix = Bytes.of(prefix);
    }

    /** Notes whether the line is selected. Its bytes come with the methods below. */
    @Override
    public boolean accept(byte[] bytes, int from, int to, boolean selected) {
        this.selected = selected && !broken;
        return selected;
    }

    /** Adds a whole line, if it is selected. Its newline is at {@code newline}. */
    final void addLine(byte[] bytes, int from, int newline) {
        if (selected) {
            begin(bytes, from, newline);
            end();
        }
    }

    /** Adds the visible part of a line, if it is selected. */
    final void addBeginning(byte[] bytes, int from, int to) {
        if (selected) {
            begin(bytes, from, to);
        }
    }

    /** Adds more bytes of a line, if it is selected. Only the last may be a newline. */
    final void addMore(byte[] bytes, int from, int to) {
        if (selected) {
            boolean ends = to > from && bytes[to - 1] == '\n';
            more(bytes, from, ends ? to - 1 : to);
            if (ends) {
                end();
            }
        }
    }

    /** The beginning of a line. */
    void begin(byte[] bytes, int from, int to) {
        put(prefix, 0, prefix.length);
        put(bytes, from, to);
    }

    /** More of a line. */
    void more(byte[] bytes, int from, int to) {
        put(bytes, from, to);
    }

    /** The end of a line. */
    void end() {
        put((byte) '\n');
    }

    /** Adds bytes. */
    public final void put(byte[] bytes, int from, int to) {
        int position = from;
        while (position < to) {
            if (length == SIZE) {
                flush();
            }
            int count = Math.min(to - position, SIZE - length);
            System.arraycopy(bytes, position, buffer, length, count);
            length += count;
            position += count;
        }
    }

    private void put(byte value) {
        if (length == SIZE) {
            flush();
        }
        buffer[length++] = value;
    }

    /** Writes everything that was added. */
    final void flush() {
        int written = 0;
        try {
            while (written < length && !broken) {
                int count = posix.writeNow(Posix.STDOUT, buffer, written, length - written);
                if (count == Descriptors.WOULD_BLOCK) {
                    if (!awaitRoom()) {
                        fail(PosixException.of(Errno.EAGAIN));
                    }
                } else {
                    written += count;
                }
            }
        } catch (PosixException error) {
            fail(error);
        }
        length = 0;
    }

    /** As in s6-log: the logs are more important than the copy. A reader that has gone does not want more of it. */
    private void fail(PosixException error) {
        broken = true;
        if (error.errno() != Errno.EPIPE) {
            failure = error;
        }
    }

    /** Reports, once, that nothing is copied any more. */
    final void reportFailure(Retry retry) {
        if (failure != null) {
            retry.warn("unable to write to standard output", "", ", copying no more lines", failure);
            failure = null;
        }
    }

    /** Waits for room or a signal. Returns false if the time is over. */
    private boolean awaitRoom() {
        if (!loop.arrived(Signal.TERM)) {
            output.await(EventLoop.NO_LIMIT);
            return true;
        }
        if (waitLeft <= 0) {
            return false;
        }
        long start = posix.monotonicClock();
        output.await(waitLeft);
        waitLeft -= posix.monotonicClock() - start;
        return true;
    }
}
