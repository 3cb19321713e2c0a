package io.daemontools.svlogs;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Posix;
import io.daemontools.time.LastSecond;
import io.daemontools.time.Tai64nParser;

/**
 * Lines in the order in which they were written, one of which is the head: the next to be merged. A line that is longer than the longest
 * buffer is delivered in parts.
 */
abstract class Source {
    /** The key of a line without a time. */
    static final long NO_TIME = Long.MIN_VALUE;

    /** The longest line that is not delivered in parts, in bytes; and the largest buffer. */
    static final int MAX_BUFFER = 1024 * 1024;

    /** The length of a label. */
    static final int LABEL = LastSecond.LABEL;

    /** What is read and not delivered: from {@link #start} to {@link #end}. */
    byte[] buffer;

    int start;
    int end;

    /** The head: the line from here, without its newline. */
    int lineStart;

    int lineEnd;

    /** The text of the line, after its label and a space. */
    int textStart;

    int textEnd;

    /** Where the label is, if {@link #labelled}. */
    int labelStart;

    boolean labelled;

    /** The time of the line in nanoseconds since 1970; that of a line before it, if it has none. */
    long key = NO_TIME;

    /** The seconds and nanoseconds of the label. The nanoseconds may exceed a second. */
    long seconds;

    long nanoseconds;

    /** Whether {@link #more} has the rest of the line. */
    boolean partial;

    /** Whether there will be no more lines. */
    boolean ended;

    /** Whether the head is not delivered yet. */
    boolean held;

    /** Whether its lines were counted, so that the first ones may be left out. */
    boolean counted;

    /** When the bytes in the buffer were read, by the monotonic clock. */
    long readAt;

    /** The name of the service: these bytes. */
    byte[] name;

    int nameStart;
    int nameEnd;

    /** The place among sources: of lines with the same time, those of the first source come first. */
    final int index;

    final Posix posix;
    private final byte[] ownName;
    private final LastSecond lastSecond;
    private long lastSeconds;
    private final Tai64nParser parser = new Tai64nParser();
    private int scanned;
    private final Bounds bounds = new Bounds();
    private Beginning beginning = Beginning.LINE;
    private boolean first;
    private boolean stopped;

    /**
     * Has no head yet.
     *
     * @param name the name of the service, if a line does not name another
     * @param size the first size of the buffer
     */
    Source(Posix posix, int index, int size, byte[] name) {
        this.posix = posix;
        this.index = index;
        this.ownName = name;
        this.buffer = new byte[size];
        this.lastSecond = new LastSecond(posix);
    }

    /** Leaves out lines before a time, and those after another. */
    final void limit(long first, long last) {
        skipUntil(first);
        bounds.until = last;
    }

    /** Leaves out lines before a time from here on; {@link #NO_TIME} ends that. */
    final void skipUntil(long first) {
        bounds.since(first);
    }

    /** The same, unless the first line with a label is not {@link #isRepeated repeated}. */
    final void skipRepeated(long first) {
        bounds.sinceUnlessOther(first);
    }

    /** Whether the head is in what was read before. */
    boolean isRepeated() {
        return false;
    }

    /**
     * Lines before the first one with a label were left out, which is shown: if they may belong to what is shown, the next {@link #fill} is
     * at the first of them again.
     *
     * @param other whether they are of a file that was taken for one that was read before
     * @return whether it is
     */
    boolean readAgain(boolean other) {
        return false;
    }

    /** Notes where the bytes begin that are read next. */
    final void begins(Beginning how) {
        beginning = how;
        first = how != Beginning.LINE;
    }

    /**
     * Reads more to the end of the buffer, which has room.
     *
     * @return false if there is nothing at the moment; {@link #ended} is set if there never will be
     */
    abstract boolean fill();

    /** Called before a line that begins at {@link #lineStart} is parsed. Returns whether it was parsed. */
    boolean parseOther() {
        return false;
    }

    /** The time of lines before the first label. */
    long floor() {
        return NO_TIME;
    }

    /**
     * Makes the next line the head.
     *
     * @return false if there is none at the moment; {@link #ended} is set if there never will be
     */
    final boolean advance() {
        while (!stopped && (!ended || end > start)) {
            if (!findLine()) {
                return false;
            }
            long before = key;
            parse();
            if (first) {
                checkFirst(before);
            }
            if ((!bounds.skipping && (!labelled || key <= bounds.until)) || showOrLeaveOut()) {
                held = true;
                return true;
            }
        }
        return false;
    }

    /** Returns whether the head is shown. */
    private boolean showOrLeaveOut() {
        Bounds.Verdict verdict = bounds.of(this, beginning == Beginning.DOUBTFUL);
        if (verdict == Bounds.Verdict.LAST) {
            ended = true;
            stopped = true;
            start = lineStart;
        } else if (verdict == Bounds.Verdict.AGAIN) {
            partial = false;
            dropIncomplete();
        } else if (verdict == Bounds.Verdict.LEFT_OUT) {
            while (partial) {
                more();
            }
        }
        return verdict == Bounds.Verdict.SHOWN;
    }

    /** Drops what was read of a line that is not complete. */
    final void dropIncomplete() {
        end = start;
        scanned = 0;
    }

    /** Finds the next line in the buffer, and reads more if it is not complete. */
    private boolean findLine() {
        for (; ; ) {
            int newline = posix.indexOf(buffer, start + scanned, end, (byte) '\n');
            if (newline >= 0) {
                setLine(newline, newline + 1, false);
                return true;
            }
            scanned = end - start;
            if (start == end) {
                start = 0;
                end = 0;
            }
            if (!makeRoom()) {
                setLine(end, end, true);
                return true;
            }
            if (!fill()) {
                if (ended && end > start) {
                    setLine(end, end, false);
                    return true;
                }
                return false;
            }
        }
    }

    private void setLine(int to, int next, boolean isPart) {
        lineStart = start;
        lineEnd = to;
        start = next;
        scanned = 0;
        partial = isPart;
    }

    /** Returns false if there is none and can be none. */
    private boolean makeRoom() {
        if (end < buffer.length) {
            return true;
        }
        int length = end - start;
        int larger = 2 * buffer.length;
        byte[] into = buffer;
        if (start <= buffer.length / 2 && larger <= MAX_BUFFER && posix.canAllocate(2 * larger)) {
            into = new byte[larger];
        } else if (start == 0) {
            return false;
        }
        System.arraycopy(buffer, start, into, 0, length);
        buffer = into;
        start = 0;
        end = length;
        return true;
    }

    /**
     * Makes the next part of a line the text of the head. If the rest is not written yet, the line ends here, and the rest becomes a line of
     * its own.
     */
    final void more() {
        if (start == end) {
            start = 0;
            end = 0;
        }
        if (end == start && !fill()) {
            setLine(end, end, false);
            begins(Beginning.IN_LINE);
        } else {
            int newline = posix.indexOf(buffer, start, end, (byte) '\n');
            setLine(newline < 0 ? end : newline, newline < 0 ? end : newline + 1, newline < 0);
        }
        textStart = lineStart;
        textEnd = lineEnd;
    }

    private void parse() {
        textEnd = lineEnd;
        name = ownName;
        nameStart = 0;
        nameEnd = ownName.length;
        if (buffer[lineStart] != '@' || lineEnd - lineStart < LABEL) {
            if (lineEnd == lineStart || partial || !parseOther()) {
                unlabelled();
            }
        } else if (!readLabel(lineStart, lineEnd)) {
            unlabelled();
        } else {
            textStart = lineStart + LABEL;
            if (textStart < lineEnd && buffer[textStart] == ' ') {
                textStart++;
            }
        }
    }

    /** Takes the label from a first line that may not have any; the line then has the time before. */
    private void checkFirst(long before) {
        Beginning how = beginning;
        begins(Beginning.LINE);
        boolean doubtful = how == Beginning.UNKNOWN && labelled;
        if (how == Beginning.IN_LINE || (doubtful && isLaterThanNext())) {
            key = before;
            unlabelled();
        } else if (doubtful) {
            begins(Beginning.DOUBTFUL);
        }
    }

    /** Whether the label of the head is later than that of the line after it, so that it may be part of a text. */
    private boolean isLaterThanNext() {
        int newline = start < end ? posix.indexOf(buffer, start, end, (byte) '\n') : -1;
        return newline >= 0 && parser.read(buffer, start, newline) && parser.hasWallClock() && parser.wallClock() < key;
    }

    /** Reads the label at an offset, which ends at {@code to} at the latest. Returns false if it is none. */
    final boolean readLabel(int at, int to) {
        if (to - at < LABEL) {
            return false;
        }
        labelStart = at;
        // A line in the buffer ends in a newline, or in a byte that is not part of it.
        int inSecond = to < end ? lastSecond.nanoseconds(buffer, at, to + 1) : -1;
        if (inSecond >= 0) {
            seconds = lastSeconds;
            nanoseconds = inSecond;
            key = seconds * Clocks.SECOND + inSecond;
            labelled = true;
            return true;
        }
        return parseLabel(at, to);
    }

    private boolean parseLabel(int at, int to) {
        if (!parser.read(buffer, at, to)) {
            return false;
        }
        seconds = parser.seconds();
        nanoseconds = parser.nanoseconds();
        if (parser.hasWallClock()) {
            key = parser.wallClock();
            lastSecond.set(buffer, at);
            lastSeconds = seconds;
        } else {
            key = seconds < 0 ? NO_TIME + 1 : Long.MAX_VALUE;
            lastSecond.forget();
        }
        labelled = true;
        return true;
    }

    /** The line gets the time of the line before it. The first lines get that of the first line with a label, if it is in the buffer. */
    final void unlabelled() {
        labelled = false;
        textStart = lineStart;
        textEnd = lineEnd;
        key = Math.max(key, floor());
        if (key == NO_TIME) {
            lookAhead();
        }
    }

    private void lookAhead() {
        int at = start;
        while (at < end) {
            int newline = posix.indexOf(buffer, at, end, (byte) '\n');
            if (newline < 0) {
                return;
            }
            if (buffer[at] == '@' && readLabel(at, newline)) {
                labelled = false;
                return;
            }
            at = newline + 1;
        }
    }

    /** Whether something could not be read. */
    abstract boolean failed();

    /** The head was written, or left out. */
    void delivered() {
        held = false;
    }

    /** A descriptor that becomes readable when there may be more, or a negative number. */
    int descriptor() {
        return -1;
    }

    /** The longest time to wait for the descriptor, in nanoseconds. */
    abstract long patience();

    /** Closes what is open. */
    abstract void close();
}
