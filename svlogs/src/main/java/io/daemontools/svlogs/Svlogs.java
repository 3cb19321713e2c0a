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
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Shows the logs of services as one, in the order of time. */
public final class Svlogs implements Command {
    static final String NAME = "svlogs";

    /** The options, for {@link Getopt}. */
    static final String OPTSTRING = "fn:s:u:g:jpc:";

    /** No line contains the pattern. */
    private static final int NO_MATCH = 1;

    private static final int MAX_DIGITS = 9;

    /** How a time may be given. */
    private static final String FORMS = "; times are such as 10min, 14:05, yesterday, \"2026-11-26 14:05\", or a label";

    private static final long ALL = -1;

    private boolean follows;
    private boolean json;
    private boolean named;
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
        int first = parse(Getopt.withoutWords(arguments, posix, OPTSTRING), arguments.size(), posix);
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
        Cursor cursor = cursorFile == null ? null : Cursor.open(posix, cursorFile);
        Sources sources = new Sources(logs, cursor, posix, diagnostics);
        sources.follow(follows);
        sources.limit(since, until);
        sources.count(lines, pattern == null);
        try {
            boolean any = show(sources, grows, posix);
            boolean failed = logs.failed() || sources.failed();
            return failed ? ExitStatus.TEMPORARY : any || pattern == null ? ExitStatus.SUCCESS : NO_MATCH;
        } catch (PosixException error) {
            if (error.errno() == Errno.EPIPE) {
                // Nobody reads any more. SIGPIPE, if it is not ignored, ends a program without a message, too.
                return ExitStatus.TEMPORARY;
            }
            throw diagnostics.fatal("unable to write", error);
        } finally {
            sources.close();
            if (cursor != null) {
                cursor.close();
            }
        }
    }

    private int parse(Getopt options, int end, Posix posix) {
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
                default -> throw usage();
            }
        }
        if (options.hasWord(end)) {
            throw usage();
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

    private static FatalException usage() {
        return FatalException.usage(
                "svlogs: usage: svlogs [-fjp] [-n lines] [-s since] [-u until] [-g pattern] [-c cursor] [dir ...]");
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
    private boolean show(Sources sources, boolean grows, Posix posix) {
        LineOutput output = new LineOutput(posix);
        boolean terminal = posix.terminalLines(Posix.STDOUT) != Posix.NO_TERMINAL;
        LineFormat format = json ? new JsonFormat(output, posix) : new TextFormat(output, posix, named, terminal);
        new Merge(posix, sources, output, format, pattern, sources.progress(), follows, grows, until).run();
        return output.any();
    }
}
