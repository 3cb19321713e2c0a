package io.daemontools.multilog;

import io.daemontools.posix.Posix;
import io.daemontools.time.Stamp;

/**
 * Finds the lines in what is read, in blocks.
 *
 * <p>A line stays where it was read to. The stamp goes into the bytes in front of it, whose line has been handled by
 * then; the beginning of a line that the next block completes is moved to in front of where that is read to.
 */
final class LineSource {
    /** How much 0.76 reads at a time: it writes what it has before it reads more. */
    private static final int SMALL_READ = 1024;

    private static final int FRONT = Line.VISIBLE;
    private static final int INITIAL_SIZE = SMALL_READ;

    /** More would be no faster, and it is what an outage may lose. */
    private static final int MAX_SIZE = 16 * SMALL_READ;

    private static final byte NEWLINE = '\n';
    private static final byte[] MISSING_NEWLINE = {NEWLINE};

    private final Posix posix;
    private final Input input;
    private final Stamp stamp;
    private final Actions actions;
    private byte[] buffer = new byte[FRONT + INITIAL_SIZE];
    private boolean mayGrow = true;

    /** Where the line begins that has begun. */
    private int start;

    private boolean begun;
    /** Whether the line's visible part has been handled. */
    private boolean shown;

    private int nextSmallRead;

    /**
     * Shows the lines of an input to actions.
     *
     * @param stamp put in front of each line, or null
     */
    LineSource(Posix posix, Input input, Stamp stamp, Actions actions) {
        this.posix = posix;
        this.input = input;
        this.stamp = stamp;
        this.actions = actions;
    }

    /** Handles all lines until the end of the input. */
    void run() {
        int count = read();
        while (count > 0) {
            split(FRONT, FRONT + count);
            keepBeginning(FRONT + count);
            if (count == INITIAL_SIZE && mayGrow) {
                grow();
            }
            count = read();
        }
        if (begun) {
            if (!shown) {
                actions.beginning(buffer, start, FRONT);
            }
            actions.more(MISSING_NEWLINE, 0, 1);
        }
    }

    private int read() {
        actions.flush();
        return input.read(buffer, FRONT, buffer.length - FRONT);
    }

    private void split(int from, int to) {
        nextSmallRead = from + SMALL_READ;
        int position = from;
        while (position < to) {
            if (!begun) {
                begin(position);
            }
            int newline = posix.indexOf(buffer, position, to, NEWLINE);
            int end = newline < 0 ? to : newline;
            if (shown || end - start >= Line.VISIBLE) {
                longLine(position, end);
            }
            if (newline < 0) {
                return;
            }
            end(newline);
            position = newline + 1;
        }
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
        reach(newline);
        if (shown) {
            actions.more(buffer, newline, newline + 1);
        } else {
            actions.line(buffer, start, newline);
        }
        begun = false;
        shown = false;
    }

    private void longLine(int from, int to) {
        int position = from;
        if (!shown) {
            position = start + Line.VISIBLE;
            reach(position - 1);
            actions.beginning(buffer, start, position);
            shown = true;
        }
        while (position < to) {
            reach(position);
            int end = Math.min(to, nextSmallRead);
            actions.more(buffer, position, end);
            position = end;
        }
    }

    /** Comes to a byte: where 0.76 has read before it came here, it has written before it read. */
    private void reach(int position) {
        while (nextSmallRead <= position) {
            actions.settle();
            nextSmallRead += SMALL_READ;
        }
    }

    private void keepBeginning(int end) {
        if (begun && !shown) {
            int length = end - start;
            System.arraycopy(buffer, start, buffer, FRONT - length, length);
            start = FRONT - length;
        }
    }

    /** A reader that falls behind takes more at a time, if there is memory; an idle one stays small. */
    private void grow() {
        mayGrow = false;
        if (!posix.canAllocate(FRONT + MAX_SIZE)) {
            return;
        }
        byte[] bigger = new byte[FRONT + MAX_SIZE];
        System.arraycopy(buffer, 0, bigger, 0, FRONT);
        buffer = bigger;
    }
}
