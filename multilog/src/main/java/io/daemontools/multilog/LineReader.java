package io.daemontools.multilog;

import io.daemontools.event.EventLoop;
import io.daemontools.event.Watch;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.time.Stamp;

/**
 * Reads standard input in blocks and passes its lines to the actions, until the input ends. Between two reads, ALRM rotates
 * the logs; TERM ends the input with the line that has begun.
 *
 * <p>A line stays where it was read. Its stamp overwrites the bytes in front of it, whose line is done. The beginning of a
 * line that goes on in the next block is moved to the bytes in front of that block.
 */
final class LineReader {
    private static final int END = 0;
    private static final byte NEWLINE = '\n';
    private static final byte[] MISSING_NEWLINE = {NEWLINE};

    /** How much 0.76 reads at a time. It flushes before each read. */
    private static final int SMALL_READ = 1024;

    /** The bytes in front of a block. */
    private static final int FRONT = Actions.VISIBLE;

    private static final int INITIAL_BLOCK = SMALL_READ;

    private static final int LARGE_BLOCK = 16 * SMALL_READ;

    /** What a pipe of Linux holds. Larger blocks are no faster, and a logger that is killed loses a block. */
    private static final int MAX_BLOCK = 64 * SMALL_READ;

    private final Posix posix;
    private final EventLoop loop;
    private final Watch input;
    private final Retry retry;
    private final Stamp stamp;
    private final Actions actions;

    private byte[] buffer = new byte[FRONT + INITIAL_BLOCK];
    private boolean mayGrow = true;

    /** Where the line that has begun starts in the buffer, its stamp included. */
    private int start;

    private boolean begun;

    /** Whether the visible part of the line that has begun has been passed on. */
    private boolean dispatched;

    /** Where 0.76 reads again, as an index into the buffer. */
    private int nextSmallRead;

    private boolean terminated;
    private boolean atLineEnd = true;

    /**
     * Reads lines for {@code actions}.
     *
     * @param loop catches ALRM and TERM
     * @param stamp put in front of each line, or null
     */
    LineReader(Posix posix, EventLoop loop, Retry retry, Stamp stamp, Actions actions) {
        this.posix = posix;
        this.loop = loop;
        this.input = loop.watch(Posix.STDIN);
        this.retry = retry;
        this.stamp = stamp;
        this.actions = actions;
    }

    /** Passes on all lines until the input ends. A last line without a newline gets one. */
    void run() {
        for (int count = readBlock(); count > 0; count = readBlock()) {
            split(FRONT, FRONT + count);
            keepBeginning(FRONT + count);
            if (count == buffer.length - FRONT && mayGrow) {
                grow();
            }
        }
        if (begun) {
            if (!dispatched) {
                actions.beginning(buffer, start, FRONT);
            }
            actions.more(MISSING_NEWLINE, 0, 1);
        }
    }

    /** Everything that was read is in the logs before multilog waits. */
    private int readBlock() {
        actions.flush();
        return read(buffer.length - FRONT);
    }

    /**
     * Waits for input and reads it to {@link #FRONT}. After TERM it reads single bytes, so that the next process gets all
     * that follows the line, or the rest of the line as well if a log cannot be written.
     *
     * @return how many bytes were read, 0 at the end
     */
    private int read(int length) {
        for (; ; ) {
            if (terminated && (atLineEnd || !actions.writable())) {
                return END;
            }
            // Signals that have arrived in a pause do not end poll(2).
            if (takeSignals()) {
                continue;
            }
            boolean polled = loop.poll(EventLoop.NO_LIMIT);
            actions.runTimers();
            if (!takeSignals() && polled && input.ready()) {
                int count = readOnce(terminated ? 1 : length);
                if (count != Descriptors.WOULD_BLOCK) {
                    atLineEnd = count > 0 && buffer[FRONT + count - 1] == NEWLINE;
                    return count;
                }
            }
        }
    }

    /** Handles the signals that have arrived. Returns whether there was one. */
    private boolean takeSignals() {
        boolean alarmed = loop.take(Signal.ALRM);
        boolean stopped = !terminated && loop.arrived(Signal.TERM);
        if (alarmed || stopped) {
            retry.setLastError(Errno.EINTR);
        }
        if (alarmed) {
            actions.rotate();
        }
        terminated |= stopped;
        return alarmed || stopped;
    }

    private int readOnce(int length) {
        try {
            return posix.readInterruptibly(Posix.STDIN, buffer, FRONT, length);
        } catch (PosixException ignored) {
            // As in 0.76, an error ends the input.
            return END;
        }
    }

    private void split(int from, int to) {
        nextSmallRead = from + SMALL_READ;
        int position = from;
        while (position < to) {
            if (!begun) {
                position = passOnShortLines(position, to);
                if (position == to) {
                    return;
                }
                begin(position);
            }
            int newline = posix.indexOf(buffer, position, to, NEWLINE);
            int end = newline < 0 ? to : newline;
            if (dispatched || end - start >= Actions.VISIBLE) {
                passOnLongLine(position, end);
            }
            if (newline < 0) {
                return;
            }
            end(newline);
            position = newline + 1;
        }
    }

    /**
     * Passes on whole lines that patterns see as a whole. This is the inner loop.
     *
     * @return where the first line begins that is longer or not complete
     */
    private int passOnShortLines(int from, int to) {
        byte[] bytes = buffer;
        Stamp stamps = stamp;
        int stampLength = stamps == null ? 0 : Stamp.LENGTH;
        int position = from;
        while (position < to) {
            int newline = posix.indexOf(bytes, position, to, NEWLINE);
            int first = position - stampLength;
            if (newline < 0 || newline - first >= Actions.VISIBLE) {
                return position;
            }
            if (stamps != null) {
                stamps.put(bytes, first);
            }
            if (nextSmallRead <= newline) {
                emulateReadsUpTo(newline);
            }
            actions.line(bytes, first, newline);
            position = newline + 1;
        }
        return position;
    }

    private void begin(int position) {
        begun = true;
        start = position;
        if (stamp != null) {
            start -= Stamp.LENGTH;
            stamp.put(buffer, start);
        }
    }

    private void end(int newline) {
        emulateReadsUpTo(newline);
        if (dispatched) {
            actions.more(buffer, newline, newline + 1);
        } else {
            actions.line(buffer, start, newline);
        }
        begun = false;
        dispatched = false;
    }

    private void passOnLongLine(int from, int to) {
        int position = from;
        if (!dispatched) {
            position = start + Actions.VISIBLE;
            emulateReadsUpTo(position - 1);
            actions.beginning(buffer, start, position);
            dispatched = true;
        }
        while (position < to) {
            emulateReadsUpTo(position);
            int end = Math.min(to, nextSmallRead);
            actions.more(buffer, position, end);
            position = end;
        }
    }

    /** Does what 0.76 does before it has read the byte at {@code position}: it flushes before each of its reads. */
    private void emulateReadsUpTo(int position) {
        while (nextSmallRead <= position) {
            actions.emulateFlush();
            nextSmallRead += SMALL_READ;
        }
    }

    private void keepBeginning(int end) {
        if (begun && !dispatched) {
            int length = end - start;
            System.arraycopy(buffer, start, buffer, FRONT - length, length);
            start = FRONT - length;
        }
    }

    /** Takes larger blocks once input comes in full ones, if there is memory. An idle multilog stays small. */
    private void grow() {
        int larger = FRONT + (buffer.length < FRONT + LARGE_BLOCK ? LARGE_BLOCK : MAX_BLOCK);
        mayGrow = larger < FRONT + MAX_BLOCK;
        if (posix.canAllocate(larger)) {
            byte[] block = new byte[larger];
            System.arraycopy(buffer, 0, block, 0, FRONT);
            buffer = block;
        } else {
            mayGrow = false;
        }
    }
}
