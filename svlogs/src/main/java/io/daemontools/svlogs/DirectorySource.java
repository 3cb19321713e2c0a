package io.daemontools.svlogs;

import io.daemontools.cli.Diagnostics;
import io.daemontools.log.LogSequence;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.time.Tai64nParser;

/** The lines of a log directory: those of its old log files, and of {@code current}, which it follows over rotations. */
final class DirectorySource extends Source {
    /** How long to wait for a {@code current} that does not exist yet; doubled each time up to {@link #LONGEST}. */
    private static final long SHORTEST = Clocks.SECOND / 100;

    /** So many logs are watched, since a user has 128 watches on Linux. The others are looked at each second. */
    private static final int WATCHED = 32;

    private static final long LONGEST = Clocks.SECOND;

    /** How long to wait before a file is decompressed again. */
    private static final long RETRY = 60 * Clocks.SECOND;

    private static final long NO_LIMIT = -1;

    private final String directory;
    private final LogSequence files;
    private final ReadFailures failures;
    private final boolean follows;
    private final boolean keepsPosition;
    private final Decompressor decompressor;
    private final StartingPoint begin;
    private final FileWatch watch;
    private final Tai64nParser label = new Tai64nParser();
    private final FileStatus now = new FileStatus();

    private long floor = NO_TIME;

    /** Whether a file is being read. */
    private boolean open;

    /** Whether a file is to be read that could not be read, and whether it is known from where. */
    private boolean pending;

    private boolean located;
    private boolean delayed;
    private long failedAt;
    private boolean compressed;
    private boolean complete;
    private boolean endsInLine;

    /** Where the next file begins. */
    private Beginning following = Beginning.UNKNOWN;

    /** Where the reading of the file has begun. */
    private Beginning began = Beginning.UNKNOWN;

    private long beganAt;

    private boolean waiting;
    private long patience = SHORTEST;

    /** The file that the bytes in the buffer are of, and how many of its bytes were read. */
    private long device;

    private long inode;
    private long position;
    private final StringBuilder before = new StringBuilder();

    /** Of the bytes before the end of a file that is closed; see {@link Position#check}. */
    private long check;

    /** The time of the last line with a label that was delivered. */
    private long lastLabel = NO_TIME;

    /**
     * Reads a directory.
     *
     * @param follows whether to wait for more lines
     * @param keepsPosition whether a cursor will have the position. A line at the end of {@code current} that is not complete is then left for
     *     the next time, and so is an old log file that cannot be read
     */
    DirectorySource(
            Posix posix,
            int index,
            int size,
            String directory,
            byte[] name,
            boolean follows,
            boolean keepsPosition,
            Bisection bisection,
            Diagnostics diagnostics) {
        super(posix, index, size, name);
        this.directory = directory;
        this.follows = follows;
        this.keepsPosition = keepsPosition;
        files = new LogSequence(posix, directory);
        failures = new ReadFailures(directory, diagnostics);
        decompressor = new Decompressor(posix, directory, diagnostics);
        begin = new StartingPoint(posix, files, bisection, decompressor);
        watch = new FileWatch(posix);
    }

    /** Begins with the first line that is not before a time. */
    void startAt(long time) {
        begin.at(time);
    }

    /** Begins where the last lines begin. */
    void startAtLast(Position position) {
        begin.at(position, true);
    }

    /** Begins at the position of a cursor. The bytes before it show whether it is in the same file if there are any, and they have labels. */
    void startAt(Position position) {
        begin.at(position, position.offset > 0 && position.key != NO_TIME);
        lastLabel = position.key;
    }

    /** Its files, before the first line is read. */
    LogSequence files() {
        return files;
    }

    String directory() {
        return directory;
    }

    @Override
    boolean failed() {
        return failures.any() || decompressor.failed();
    }

    @Override
    boolean fill() {
        for (; ; ) {
            try {
                return fillOrFail();
            } catch (PosixException error) {
                failures.report(error, files.failed());
                patience = LONGEST;
                following = Beginning.UNKNOWN;
                if ((keepsPosition && !error.linkNotFollowed()) || !files.passOver()) {
                    ended = !follows;
                    return false;
                }
            }
        }
    }

    private boolean fillOrFail() {
        if (waiting) {
            watch.drain();
            waiting = false;
        }
        for (; ; ) {
            if (!open && !openNext()) {
                ended = !follows;
                return false;
            }
            int count = read();
            if (count > 0) {
                position += count;
                end += count;
                endsInLine = buffer[end - 1] != '\n';
                following = endsInLine ? Beginning.IN_LINE : Beginning.LINE;
                readAt = follows ? posix.monotonicClock() : 0;
                failures.end();
                return true;
            }
            if (!files.live() || complete) {
                boolean ends = endsInLine;
                if (!closeFile()) {
                    ended = !follows;
                    return false;
                }
                if (ends) {
                    buffer[end++] = '\n';
                    position++;
                    return true;
                }
            } else if (files.rotated(now)) {
                // What was written before the file got its next name is read now.
                complete = true;
            } else if (now.size() < position) {
                // Someone has truncated it.
                position = 0;
                dropIncomplete();
                begins(Beginning.UNKNOWN);
            } else {
                stayAtEnd();
                return false;
            }
        }
    }

    private int read() {
        if (compressed) {
            return decompressor.read(buffer, end, buffer.length - end);
        }
        int count = posix.pread(files.descriptor(), buffer, end, buffer.length - end, position);
        return count == Descriptors.WOULD_BLOCK ? 0 : count;
    }

    private void stayAtEnd() {
        waiting = true;
        if (!follows) {
            ended = true;
            if (keepsPosition) {
                position -= end - start;
                dropIncomplete();
            }
        }
    }

    /** Opens the next file. The same one comes again until it can be read: otherwise its lines would be lost. */
    private boolean openNext() {
        if (!pending && !nextFile()) {
            patience = Math.min(LONGEST, 2 * patience);
            return false;
        }
        if (delayed && posix.monotonicClock() - failedAt < RETRY) {
            return false;
        }
        delayed = false;
        compressed = begin.compressed();
        if (!located) {
            position = begin.find(this, compressed, lastLabel);
            located = true;
            beganAt = position;
            began = following;
        }
        boolean afterNewline = compressed ? startDecompressor() : position == 0 || isAfterNewline();
        if (position > 0) {
            following = afterNewline ? Beginning.LINE : Beginning.IN_LINE;
        }
        begins(following);
        if (files.live() && follows && index < WATCHED) {
            watch.open(files.current());
        }
        pending = false;
        open = true;
        return true;
    }

    private boolean nextFile() {
        if (!begin.next()) {
            return false;
        }
        pending = true;
        located = false;
        delayed = false;
        compressed = false;
        complete = false;
        endsInLine = false;
        patience = SHORTEST;
        position = 0;
        device = files.status().device();
        inode = files.status().inode();
        before.setLength(0);
        before.append(files.before());
        floor = label.read(before) && label.hasWallClock() ? label.wallClock() : NO_TIME;
        return true;
    }

    /** Starts the program, and reads up to the position. Returns whether a line begins there. */
    private boolean startDecompressor() {
        decompressor.start(files.descriptor(), files.name());
        byte last = '\n';
        try {
            long left = position;
            int count = 1;
            while (left > 0 && count > 0) {
                count = decompressor.read(buffer, 0, (int) Math.min(buffer.length, left));
                left -= count;
                last = count > 0 ? buffer[count - 1] : last;
            }
        } catch (PosixException error) {
            decompressor.abandon();
            throw error;
        }
        return last == '\n';
    }

    private boolean isAfterNewline() {
        return posix.pread(files.descriptor(), buffer, 0, 1, position - 1) <= 0 || buffer[0] == '\n';
    }

    @Override
    long floor() {
        return floor;
    }

    /** Returns false if the file is to be read again, from where it was read to. */
    private boolean closeFile() {
        // A newline will be added to an incomplete line.
        check = Position.check(posix, files.descriptor(), endsInLine ? position + 1 : position, compressed);
        open = false;
        endsInLine = false;
        if (compressed && !decompressor.finish() && keepsPosition && !removed()) {
            position -= end - start;
            dropIncomplete();
            pending = true;
            patience = LONGEST;
            delayed = true;
            failedAt = posix.monotonicClock();
            return false;
        }
        watch.close();
        if (following == Beginning.IN_LINE && !files.complete()) {
            following = Beginning.UNKNOWN;
        }
        return true;
    }

    /** Whether the open file has no name any more: it cannot wait for long. */
    private boolean removed() {
        try {
            posix.stat(files.descriptor(), now);
            return now.links() == 0;
        } catch (PosixException ignored) {
            // The next attempt to read it reports it.
            return false;
        }
    }

    @Override
    boolean isRepeated() {
        return begin.isRepeated(key);
    }

    @Override
    boolean readAgain(boolean other) {
        boolean again = other || (beganAt == 0 && begin.startsLog());
        if (again) {
            if (open && compressed) {
                decompressor.abandon();
            }
            open = false;
            pending = true;
            ended = false;
            position = beganAt;
            following = began;
        }
        return again;
    }

    @Override
    void delivered() {
        super.delivered();
        if (labelled) {
            lastLabel = key;
        }
    }

    /** Where to go on after what was delivered; null if no file was opened. */
    Position position() {
        boolean opened = inode != 0 || device != 0;
        boolean unread = pending && !located;
        if (!opened || (unread && begin.position() != null)) {
            return begin.position();
        }
        long offset = position - (end - (held ? lineStart : start));
        long hash = check;
        if (unread) {
            // Whether the file is compressed may not be known.
            hash = 0;
        } else if (open || pending) {
            hash = Position.check(posix, files.descriptor(), offset, compressed);
        }
        return new Position(device, inode, offset, hash, lastLabel, before.toString());
    }

    @Override
    int descriptor() {
        return watch.descriptor();
    }

    @Override
    long patience() {
        return !open ? patience : !watch.isOpen() || failures.lasting() ? LONGEST : NO_LIMIT;
    }

    @Override
    void close() {
        if (open && compressed) {
            decompressor.abandon();
        }
        watch.close();
        files.close();
        open = false;
    }
}
