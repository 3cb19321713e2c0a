package io.daemontools.svlogs;

import io.daemontools.cli.Diagnostics;
import io.daemontools.log.LogSequence;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
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
    private static final int NONE = -1;
    private static final long NO_LIMIT = -1;

    private final String directory;
    private final LogSequence files;
    private final Diagnostics diagnostics;
    private final boolean follows;
    private final boolean wholeLines;
    private final Decompressor decompressor;
    private final StartingPoint begin;
    private final Tai64nParser label = new Tai64nParser();
    private final FileStatus now = new FileStatus();

    private long floor = NO_TIME;
    private boolean open;
    private boolean compressed;
    private boolean complete;
    private boolean endsInLine;
    private boolean failed;
    private Errno reported;
    private boolean waiting;
    private int watch = NONE;
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
     * @param wholeLines whether to leave out a line at the end of {@code current} that is not complete
     */
    DirectorySource(
            Posix posix,
            int index,
            int size,
            String directory,
            byte[] name,
            boolean follows,
            boolean wholeLines,
            Bisection bisection,
            Diagnostics diagnostics) {
        super(posix, index, size, name);
        this.directory = directory;
        this.follows = follows;
        this.wholeLines = wholeLines;
        this.diagnostics = diagnostics;
        files = new LogSequence(posix, directory);
        decompressor = new Decompressor(posix, directory, diagnostics);
        begin = new StartingPoint(posix, files, bisection);
    }

    /** Begins with the first line that is not before a time. */
    void startAt(long time) {
        begin.at(time);
    }

    /** Begins where a cursor or the last lines begin. */
    void startAt(Position position) {
        begin.at(position);
        if (position.key != NO_TIME) {
            lastLabel = position.key;
            skipUntil(position.key);
        }
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
        return failed || decompressor.failed();
    }

    @Override
    boolean fill() {
        for (; ; ) {
            try {
                return fillOrFail();
            } catch (PosixException error) {
                report(error);
                if (!files.passedOver()) {
                    ended = !follows;
                    return false;
                }
            }
        }
    }

    /** The same failure again and again is reported once. */
    private void report(PosixException error) {
        if (error.errno() != reported || files.passedOver()) {
            String file = files.failed();
            diagnostics.warn("unable to read " + directory + (file.isEmpty() ? "" : "/" + file), error);
        }
        reported = error.errno();
        failed = true;
        patience = LONGEST;
    }

    private boolean fillOrFail() {
        if (waiting) {
            drain();
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
                readAt = follows ? posix.wallClock() : 0;
                reported = null;
                return true;
            }
            if (!files.live() || complete) {
                boolean ends = endsInLine;
                closeFile();
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
                end = start;
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
            if (wholeLines) {
                position -= end - start;
                end = start;
            }
        }
    }

    private boolean openNext() {
        if (!files.next()) {
            patience = Math.min(LONGEST, 2 * patience);
            return false;
        }
        complete = false;
        endsInLine = false;
        patience = SHORTEST;
        position = 0;
        device = files.status().device();
        inode = files.status().inode();
        before.setLength(0);
        before.append(files.before());
        floor = floorOf(before);
        compressed = !files.live() && decompressor.start(files.descriptor(), files.name());
        if (files.live() && follows && index < WATCHED) {
            watch();
        }
        goTo(begin.find(this, compressed, lastLabel));
        open = true;
        return true;
    }

    private void goTo(long offset) {
        if (!compressed) {
            position = offset;
            return;
        }
        int count = 1;
        while (position < offset && count > 0) {
            count = decompressor.read(buffer, 0, (int) Math.min(buffer.length, offset - position));
            position += count;
        }
    }

    private long floorOf(CharSequence name) {
        label.clear();
        if (name.length() < LABEL) {
            return NO_TIME;
        }
        for (int i = 1; i < LABEL; i++) {
            if (!label.add(name.charAt(i))) {
                return NO_TIME;
            }
        }
        return label.hasWallClock() ? label.wallClock() : NO_TIME;
    }

    @Override
    long floor() {
        return floor;
    }

    private void watch() {
        closeWatch();
        try {
            watch = posix.watchFile(files.current());
        } catch (PosixException ignored) {
            // It is looked at from time to time instead.
            watch = NONE;
        }
    }

    private void drain() {
        if (watch != NONE) {
            try {
                posix.drainWatch(watch);
            } catch (PosixException ignored) {
                closeWatch();
            }
        }
    }

    private void closeWatch() {
        if (watch != NONE) {
            posix.closeWatch(watch);
            watch = NONE;
        }
    }

    private void closeFile() {
        check = Position.check(posix, files.descriptor(), position, compressed);
        if (compressed) {
            decompressor.finish();
        }
        closeWatch();
        open = false;
        endsInLine = false;
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
        if (inode == 0 && device == 0) {
            return begin.position();
        }
        long offset = position - (end - (held ? lineStart : start));
        long hash = open ? Position.check(posix, files.descriptor(), offset, compressed) : check;
        return new Position(device, inode, offset, hash, lastLabel, before.toString());
    }

    @Override
    int descriptor() {
        return watch;
    }

    @Override
    long patience() {
        return !open ? patience : watch == NONE || reported != null ? LONGEST : NO_LIMIT;
    }

    @Override
    void close() {
        if (open && compressed) {
            decompressor.abandon();
        }
        closeWatch();
        files.close();
        open = false;
    }
}
