package io.daemontools.svlogs;

import io.daemontools.log.LogSequence;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.time.Tai64nLabel;

/** Where the reading of a log directory and of each of its files begins: at a time, at a position, or after lines that were delivered. */
final class StartingPoint {
    private static final long NO_TIME = Source.NO_TIME;

    private final Posix posix;
    private final LogSequence files;
    private final Bisection bisection;

    /** Where to go on in which file, or null. */
    private Position resumed;

    private long since = NO_TIME;
    private boolean repeats;

    StartingPoint(Posix posix, LogSequence files, Bisection bisection) {
        this.posix = posix;
        this.files = files;
        this.bisection = bisection;
    }

    /** Begins with the first line that is not before a time. */
    void at(long time) {
        byte[] text = new byte[Tai64nLabel.TEXT];
        Tai64nLabel.print(Math.max(0, time), text, 0);
        files.startAfter(Bytes.text(text, text.length));
        since = time;
    }

    /** Begins at a position. If its file is gone, that is the first line that is not before the last one before the position. */
    void at(Position position) {
        resumed = position;
        files.startAfter(position.before);
    }

    /** The position, until it is found, or its file cannot come any more; or null. */
    Position position() {
        return resumed;
    }

    /**
     * Finds where to begin in the open file.
     *
     * @param source leaves out lines from here on
     * @param lastLabel the time of the last line with a label that was delivered, or {@link Source#NO_TIME}
     * @return bytes before the place; of a compressed file, decompressed ones
     */
    long find(Source source, boolean compressed, long lastLabel) {
        if (repeats) {
            repeats = false;
            source.skipUntil(NO_TIME);
        }
        long offset = 0;
        if (resumed != null) {
            if (resumed.isIn(files, compressed, posix)) {
                offset = compressed
                        ? resumed.offset
                        : Math.min(resumed.offset, files.status().size());
                resumed = null;
                source.skipUntil(NO_TIME);
            } else if (files.live()) {
                // All files that there were at the beginning have been opened.
                resumed = null;
            }
        } else if (since != NO_TIME) {
            long found = compressed
                    ? 0
                    : bisection.find(files.descriptor(), files.status().size(), since);
            if (found == Bisection.NO_LABEL) {
                source.skipUntil(NO_TIME);
            } else {
                offset = found;
            }
            since = NO_TIME;
        }
        if (files.mayRepeat()) {
            repeats = true;
            // Without labels, what a processor has made cannot be compared: it counts as read.
            source.skipUntil(lastLabel == NO_TIME ? Long.MAX_VALUE : lastLabel + 1);
        }
        return offset;
    }
}
