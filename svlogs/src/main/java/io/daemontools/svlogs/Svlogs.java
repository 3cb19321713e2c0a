package io.daemontools.svlogs;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Decimal;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.FatalException;
import io.daemontools.cli.Getopt;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Fsync;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Shows the logs of services as one, in the order of time. */
public final class Svlogs implements Command {
    static final String NAME = "svlogs";

    /** The options, for {@link Getopt}. */
    static final String OPTSTRING = "fn:s:u:g:jpc:";

    /** No line contains the pattern. */
    private static final int NO_MATCH = 1;

    private static final int MAX_DIGITS = 9;

    /**
     * More logs than that may need more descriptors than a process has by default, 256 on some systems: each takes one for its file, up to
     * three for files before it, and one to watch it.
     */
    private static final int FEW = 30;

    /** How a time may be given. */
    private static final String FORMS = "; times are such as 10min, 14:05, yesterday, \"2026-11-26 14:05\", or a label";

    private static final long ALL = -1;

    private boolean follows;
    private boolean json;
    private boolean named;
    private boolean looked;
    private long lines = ALL;
    private long since = Source.NO_TIME;
    private long until = Long.MAX_VALUE;
    private TextPattern pattern;
    private String cursorFile;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Svlogs(), args);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        int first = parse(new Getopt(arguments, posix, OPTSTRING), posix);
        Diagnostics diagnostics = new Diagnostics(NAME, posix);
        LogSources logs = new LogSources(posix, diagnostics);
        for (int i = first; i < arguments.size(); i++) {
            logs.add(arguments.name(i, posix));
        }
        if (first == arguments.size()) {
            logs.addUsual();
        }
        boolean grows = follows && logs.mayGrow();
        if (logs.count() == 0 && !grows) {
            if (logs.failed()) {
                return ExitStatus.TEMPORARY;
            }
            throw FatalException.system(NAME, "no log directory");
        }
        List<Source> sources = new ArrayList<>();
        try {
            boolean any = show(logs, grows, sources, posix, diagnostics);
            boolean failed = logs.failed();
            for (Source source : sources) {
                failed |= source.failed();
            }
            return failed ? ExitStatus.TEMPORARY : any || pattern == null ? ExitStatus.SUCCESS : NO_MATCH;
        } catch (PosixException error) {
            if (error.errno() == Errno.EPIPE) {
                // Nobody reads any more. SIGPIPE, if it is not ignored, ends a program without a message, too.
                return ExitStatus.TEMPORARY;
            }
            throw diagnostics.fatal("unable to write", error);
        } finally {
            for (Source source : sources) {
                source.close();
            }
        }
    }

    private static void raiseLimit(Posix posix) {
        try {
            posix.raiseSoftLimit(Resource.OPEN_FILES);
        } catch (PosixException ignored) {
            // Logs that cannot be opened are reported.
            return;
        }
    }

    private int parse(Getopt options, Posix posix) {
        String first = null;
        String last = null;
        for (char letter = options.next(); letter != Getopt.END; letter = options.next()) {
            switch (letter) {
                case 'f' -> follows = true;
                case 'j' -> json = true;
                case 'p' -> named = true;
                case 'n' -> lines = number(options.value());
                case 's' -> first = options.value();
                case 'u' -> last = options.value();
                case 'g' -> pattern = new TextPattern(posix, options.value());
                case 'c' -> cursorFile = options.value();
                default ->
                    throw FatalException.usage("svlogs: usage: svlogs [-fjp] [-n lines] [-s since] [-u until]"
                            + " [-g pattern] [-c cursor] [dir ...]");
            }
        }
        TypedTime time = new TypedTime(posix);
        if (first != null) {
            since = checked(time.parse(first), first);
        }
        if (last != null) {
            until = checked(time.parseEnd(last, since), last);
        }
        if (since > until) {
            throw FatalException.usage("svlogs: fatal: " + first + " is after " + last);
        }
        return options.index();
    }

    private static long number(String text) {
        int digits = Decimal.digits(text);
        if (digits == 0 || digits < text.length() || digits > MAX_DIGITS) {
            throw FatalException.usage("svlogs: fatal: not a number of lines: " + text);
        }
        return Decimal.value(text);
    }

    private static long checked(long time, String text) {
        if (time == TypedTime.NONE) {
            throw FatalException.usage("svlogs: fatal: not a time: " + text + FORMS);
        }
        return time;
    }

    /** Returns whether there was a line. */
    private boolean show(LogSources logs, boolean grows, List<Source> sources, Posix posix, Diagnostics diagnostics) {
        Cursor cursor = cursorFile == null ? null : Cursor.read(posix, cursorFile);
        boolean toFile = cursor != null && Cursor.completeOutput(posix);
        Supplier<List<Source>> added = () -> {
            boolean first = !looked;
            looked = true;
            if (!first) {
                logs.look();
            }
            if (sources.size() <= FEW && logs.count() > FEW) {
                raiseLimit(posix);
            }
            List<Source> more = logs.sources(follows, cursor != null);
            for (Source source : more) {
                start(source, first, cursor, posix, diagnostics);
            }
            sources.addAll(more);
            return more;
        };
        LineOutput output = new LineOutput(posix, lines);
        boolean terminal = posix.terminalLines(Posix.STDOUT) != Posix.NO_TERMINAL;
        LineFormat format = json ? new JsonFormat(output, posix) : new TextFormat(output, posix, named, terminal);
        Runnable progress = cursor == null ? null : () -> save(sources, cursor, toFile, posix);
        new Merge(posix, added, output, format, pattern, progress, follows, grows, until).run();
        return output.any();
    }

    /** A log that is found later is new, and is shown from its beginning. */
    private void start(Source source, boolean first, Cursor cursor, Posix posix, Diagnostics diagnostics) {
        source.limit(since, until);
        if (!(source instanceof DirectorySource directory)) {
            return;
        }
        Position position = cursor == null ? null : cursor.of(directory.directory());
        if (position != null) {
            directory.skipUntil(Source.NO_TIME);
            directory.startAt(position);
        } else if (since != Source.NO_TIME) {
            directory.startAt(since);
        } else if (first && lines > 0 && pattern == null && until == Long.MAX_VALUE) {
            startAtLast(directory, posix, diagnostics);
        }
    }

    private void startAtLast(DirectorySource directory, Posix posix, Diagnostics diagnostics) {
        Decompressor decompressor = new Decompressor(posix, directory.directory(), diagnostics);
        try {
            Position position = new LastLines(posix, directory.files(), decompressor).find(lines);
            if (position != null) {
                directory.startAt(position);
            }
        } catch (PosixException ignored) {
            // The directory is read from the beginning, which reports what cannot be read.
            return;
        }
    }

    private static void save(List<Source> sources, Cursor cursor, boolean toFile, Posix posix) {
        if (toFile) {
            Fsync.ifPossible(posix, Posix.STDOUT);
        }
        cursor.begin();
        for (Source source : sources) {
            if (source instanceof DirectorySource directory) {
                cursor.add(directory.directory(), directory.position());
            }
        }
        cursor.save();
    }
}
