package io.daemontools.svlogs;

import io.daemontools.log.LogSequence;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.time.Tai64nLabel;

/** Where the reading of a log directory and of each of its files begins: at a time, at a position, or after lines that were delivered. */
final class StartingPoint {
    private static final long NO_TIME = Source.NO_TIME;

    /**
     * How many files may have lines that were delivered, if that of the position is gone: it had one before it without the name of an old
     * log file, and what is now of that name has been made of one of them.
     */
    private static final int COMPARED = 2;

    private final Posix posix;
    private final LogSequence files;
    private final Bisection bisection;
    private final Decompressor decompressor;

    /** Where to go on in which file, or null. */
    private Position resumed;

    /** Whether the files before its file are left out, without opening them. */
    private boolean skips;

    /** Whether its file was looked for, and whether that is the open one. */
    private boolean sought;

    private boolean found;

    /** The time of the last line that was delivered of a file that is gone, and how many files were searched for that line. */
    private long lastOfGone = NO_TIME;

    private int compared = COMPARED;

    private long since = NO_TIME;

    /** The label of that time: old log files of lesser names are not read. */
    private String bound = "";

    private boolean repeats;

    /** Made when it is needed. */
    private LabelSearch search;

    StartingPoint(Posix posix, LogSequence files, Bisection bisection, Decompressor decompressor) {
        this.posix = posix;
        this.files = files;
        this.bisection = bisection;
        this.decompressor = decompressor;
    }

    /** Begins with the first line that is not before a time. */
    void at(long time) {
        byte[] text = new byte[Tai64nLabel.TEXT];
        Tai64nLabel.print(Math.max(0, time), text, 0);
        bound = Bytes.text(text, text.length);
        files.startAfter(bound);
        since = time;
    }

    /**
     * Begins at a position. If its file is gone, that is the last line before the position, in what was made of the file; and if no file has
     * that line, the first one after the old log file before the position.
     *
     * @param itsFile whether a file with its numbers can be no other: then the files before it count as read
     */
    void at(Position position, boolean itsFile) {
        resumed = position;
        skips = itsFile;
    }

    /** The position, until a file was located; or null. */
    Position position() {
        return resumed;
    }

    /** Opens the next file, as {@link LogSequence#next}: first that of the position. */
    boolean next() {
        if (resumed != null && !sought) {
            found = skips && resume();
            if (!found) {
                files.startOver(resumed.before);
                lastOfGone = resumed.key;
                compared = lastOfGone == NO_TIME ? COMPARED : 0;
            }
            sought = true;
            if (found) {
                return true;
            }
        }
        return files.next();
    }

    private boolean resume() {
        boolean opened = false;
        files.startAfter(resumed.before);
        try {
            opened = files.resume(resumed.device, resumed.inode) && resumed.isIn(files, compressed(), posix);
        } finally {
            if (!opened) {
                files.close();
            }
        }
        return opened;
    }

    /** Whether the open file is compressed. */
    boolean compressed() {
        return files.named() && decompressor.recognizes(files.descriptor());
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
        if (resumed != null && !found && resumed.key == NO_TIME) {
            found = resumed.isIn(files, compressed, posix);
        }
        if (resumed != null && found) {
            offset = compressed
                    ? resumed.offset
                    : Math.min(resumed.offset, files.status().size());
        } else if (compared < COMPARED) {
            long line = files.named() ? search(compressed) : LabelSearch.NONE;
            offset = Math.max(0, line);
            compared = line >= 0 || !files.named() ? COMPARED : compared + 1;
        } else if (since != NO_TIME) {
            offset = compressed
                    ? 0
                    : bisection.find(files.descriptor(), files.status().size(), since);
            if (offset == Bisection.NO_LABEL) {
                source.skipUntil(NO_TIME);
                offset = 0;
            }
            since = NO_TIME;
        }
        if (found || lastOfGone != NO_TIME || files.live()) {
            resumed = null;
        }
        if (files.mayRepeat()) {
            repeats = true;
            // Without labels, what a processor has made cannot be compared: it counts as read.
            source.skipRepeated(lastLabel == NO_TIME ? Long.MAX_VALUE : lastLabel + 1);
        }
        return offset;
    }

    /** Whether no file was left out because of a time: then the first line that is read is the first of the log. */
    boolean startsLog() {
        try {
            StringBuilder name = new StringBuilder();
            return !bound.isEmpty() && !(files.findBefore(null, name) && files.findBefore(bound, name));
        } catch (PosixException ignored) {
            // A line too many is better than a lost one.
            return true;
        }
    }

    /** Whether a line with the label of a time is in the file of which the open one may have been made. */
    boolean isRepeated(long time) {
        try {
            return files.oldest() != LogSequence.NONE && search().find(files.oldest(), time) >= 0;
        } catch (PosixException ignored) {
            // Repeated lines are better than lost ones.
            return false;
        }
    }

    private LabelSearch search() {
        if (search == null) {
            search = new LabelSearch(posix);
        }
        return search;
    }

    private long search(boolean compressed) {
        if (!compressed) {
            return search().find(files.descriptor(), lastOfGone);
        }
        decompressor.startSilently(files.descriptor(), files.name());
        try {
            return search().find(decompressor::read, lastOfGone);
        } finally {
            decompressor.abandon();
        }
    }
}
