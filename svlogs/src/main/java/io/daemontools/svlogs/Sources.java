package io.daemontools.svlogs;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Fsync;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;
import java.util.ArrayList;
import java.util.List;

/** The logs that are shown, and where each of them begins. */
final class Sources {
    static final long ALL = -1;

    /**
     * More logs than that may need more descriptors than a process has by default, 256 on some systems: each takes one for its file, up to
     * three for files before it, and one to watch it.
     */
    private static final int FEW = 30;

    private final LogSources logs;
    private final Cursor cursor;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final List<Source> all = new ArrayList<>();
    private boolean follows;
    private long since = Source.NO_TIME;
    private long until = Long.MAX_VALUE;
    private long lines = ALL;
    private boolean counts = true;
    private boolean countable = true;
    private boolean looked;
    private boolean resumes;
    private long counted;

    /**
     * Has none yet.
     *
     * @param cursor where logs are continued, or null
     */
    Sources(LogSources logs, Cursor cursor, Posix posix, Diagnostics diagnostics) {
        this.logs = logs;
        this.cursor = cursor;
        this.posix = posix;
        this.diagnostics = diagnostics;
    }

    /** Whether to wait for more lines. */
    void follow(boolean itFollows) {
        follows = itFollows;
    }

    /** The times of the first and the last line. */
    void limit(long first, long last) {
        since = first;
        until = last;
        counts &= first == Source.NO_TIME && last == Long.MAX_VALUE;
    }

    /**
     * Begins with the last lines of all logs together.
     *
     * @param number {@link #ALL} for no limit
     * @param each whether every line counts
     */
    void count(long number, boolean each) {
        lines = number;
        counts &= number != ALL && each;
    }

    /** Those that were found since the last call. */
    List<Source> more() {
        boolean first = !looked;
        looked = true;
        if (!first) {
            logs.look();
        }
        if (all.size() <= FEW && logs.count() > FEW) {
            raiseLimit();
        }
        List<Source> more = logs.sources(follows, cursor != null);
        for (Source source : more) {
            source.limit(since, until);
            start(source, first);
        }
        all.addAll(more);
        return more;
    }

    private void raiseLimit() {
        try {
            posix.raiseSoftLimit(Resource.OPEN_FILES);
        } catch (PosixException ignored) {
            // Logs that cannot be opened are reported.
            return;
        }
    }

    /** A log that is found later is new, and is shown from its beginning. */
    private void start(Source source, boolean first) {
        if (!(source instanceof DirectorySource directory)) {
            countable = false;
            return;
        }
        Position position = cursor == null ? null : cursor.of(directory.directory());
        if (position != null) {
            resumes = true;
            directory.skipUntil(Source.NO_TIME);
            directory.startAt(position);
        } else if (since != Source.NO_TIME) {
            directory.startAt(since);
        } else if (first && counts) {
            startAtLast(directory);
        }
    }

    private void startAtLast(DirectorySource directory) {
        Decompressor decompressor = new Decompressor(posix, directory.directory(), diagnostics);
        LastLines last = new LastLines(posix, directory.files(), decompressor, follows || cursor != null);
        try {
            Position position = last.find(Math.max(1, lines));
            if (position != null) {
                directory.startAtLast(position);
            }
            directory.counted = true;
            counted += last.counted();
        } catch (PosixException ignored) {
            // The directory is read from the beginning, which reports what cannot be read.
            countable = false;
        }
    }

    /** Whether only the last lines are shown of what is written already. */
    boolean beginsAtEnd() {
        return lines != ALL;
    }

    /**
     * The format by which the last lines only of what is written already are shown, and of what is in a log that a cursor continues all. If
     * they could not be counted, the output keeps them in memory.
     */
    LineFormat lastLines(LineFormat format, LineOutput output) {
        if (counts && countable) {
            return new LeadingLines(format, counted - lines);
        }
        if (resumes) {
            return format;
        }
        output.keep(lines);
        return new DividedLines(format);
    }

    /** Whether something could not be read. */
    boolean failed() {
        boolean failed = false;
        for (Source source : all) {
            failed |= source.failed();
        }
        return failed;
    }

    /** Remembers that everything before the heads was written to standard output; null if nothing does. */
    Runnable progress() {
        if (cursor == null) {
            return null;
        }
        boolean toFile = Cursor.completeOutput(posix);
        return () -> save(toFile);
    }

    private void save(boolean toFile) {
        if (toFile) {
            Fsync.ifPossible(posix, Posix.STDOUT);
        }
        cursor.begin();
        for (Source source : all) {
            if (source instanceof DirectorySource directory) {
                cursor.add(directory.directory(), directory.position());
            }
        }
        cursor.save();
    }

    /** Closes all. */
    void close() {
        for (Source source : all) {
            source.close();
        }
    }
}
