package io.daemontools.multilog;

import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;
import io.daemontools.time.Stamp;
import java.util.ArrayList;
import java.util.List;

/**
 * A script's actions at work.
 *
 * <p>All actions see the first {@link #VISIBLE} bytes of a line, in the script's order. Log directories get the whole
 * line afterwards, when each has noted whether the line is selected for it. So they are in two lists.
 */
final class Actions {
    /** How many bytes of a line, its timestamp included, patterns and status files see: 1000 in 0.76. */
    static final int VISIBLE = 1000;

    /** The maximum size of the buffers of all logs together, in bytes. */
    private static final int MAX_BUFFERS = 128 * 1024;

    /** Room for a block and the stamps of its lines, if these are not short: one write for each read. */
    private static final int MAX_BUFFER = 96 * 1024;

    private static final int MIN_BUFFER = 1024;

    /** An action as it handles lines. */
    @FunctionalInterface
    interface Action {
        /**
         * Handles the visible part of a line, without its newline: {@code from} (inclusive) to {@code to} (exclusive).
         *
         * @return whether the line is selected for the actions that follow
         */
        boolean accept(byte[] bytes, int from, int to, boolean selected);
    }

    private final Retry retry;
    private final Action[] actions;
    private final LogWriter[] logs;
    private final StandardOutput[] copies;

    /** The log directory of a script that has one and nothing else, so that each line is selected for it; null for other scripts. */
    private final LogWriter only;

    private Actions(Retry retry, Action[] actions, List<LogWriter> logs, List<StandardOutput> copies) {
        this.retry = retry;
        this.actions = actions;
        this.logs = logs.toArray(new LogWriter[logs.size()]);
        this.copies = copies.toArray(new StandardOutput[copies.size()]);
        this.only = logs.size() == 1 && actions.length == 1 ? logs.get(0) : null;
    }

    /**
     * Opens all status files, then all log directories. A failure is fatal.
     *
     * @param loop waits until something is due
     * @param start the directory that names in the script are relative to
     */
    static Actions open(Posix posix, EventLoop loop, Retry retry, StartingDirectory start, Script script) {
        List<Script.Step> steps = script.steps();
        List<StandardOutput> copies = new ArrayList<>();
        Action[] actions = new Action[steps.size()];
        int logCount = 0;
        for (int i = 0; i < actions.length; i++) {
            if (steps.get(i) instanceof Script.Select select) {
                actions[i] = selection(select.selected(), select.pattern());
            } else if (steps.get(i) instanceof Script.Status status) {
                start.enter();
                actions[i] = new StatusLineFile(posix, retry, status.file());
            } else if (steps.get(i) instanceof Script.Log) {
                logCount++;
            } else if (steps.get(i) instanceof Script.Copy copy) {
                StandardOutput output = copy.json()
                        ? new JsonOutput(posix, loop, copy.prefix())
                        : new StandardOutput(posix, loop, copy.prefix());
                actions[i] = output;
                copies.add(output);
            } else {
                actions[i] = new Alert(posix);
            }
        }
        List<LogWriter> logs = new ArrayList<>();
        for (int i = 0; i < actions.length; i++) {
            if (steps.get(i) instanceof Script.Log step) {
                start.enter();
                LogWriter log = openLog(posix, loop, retry, start, step, script.stamped(), bufferSize(logCount));
                actions[i] = log;
                logs.add(log);
            }
        }
        return new Actions(retry, actions, logs, copies);
    }

    private static Action selection(boolean wanted, Pattern pattern) {
        return (bytes, from, to, selected) ->
                (selected != wanted && pattern.matches(bytes, from, to)) ? wanted : selected;
    }

    private static LogWriter openLog(
            Posix posix,
            EventLoop loop,
            Retry retry,
            StartingDirectory start,
            Script.Log step,
            boolean stamped,
            int maxBuffer) {
        String name = step.directory();
        LogOptions options = step.options();
        Processor processor =
                options.processor() == null ? null : new Processor(posix, retry, name, options.processor());
        OpenDirectory open = new OpenDirectory(posix, retry, start, name);
        Finisher finisher = new Finisher(posix, retry, open, options.retention(posix), options.oldFiles());
        FullDisk dropped = options.dropping() ? new FullDisk(posix, stamped ? new Stamp(posix) : null) : null;
        long kept = options.keptIfFull();
        CurrentFile current =
                new CurrentFile(posix, retry, name, dropped, () -> kept != LogOptions.NONE && finisher.makeRoom(kept));
        LogDirectory directory = new LogDirectory(posix, retry, open, current, processor, finisher);
        LogWriter writer = new LogWriter(posix, directory, options.size(), directory.open(), maxBuffer);
        writer.setTimers(LogTimers.of(loop, options, writer));
        if (options.prunes()) {
            directory.prune();
        }
        return writer;
    }

    private static int bufferSize(int logs) {
        return Math.max(MIN_BUFFER, Math.min(MAX_BUFFER, MAX_BUFFERS / logs));
    }

    /** Handles a whole line of at most {@link #VISIBLE} bytes. Its newline is at {@code newline}. */
    void line(byte[] bytes, int from, int newline) {
        if (only != null) {
            only.addLine(bytes, from, newline + 1);
            return;
        }
        dispatch(bytes, from, newline);
        for (LogWriter log : logs) {
            log.addLine(bytes, from, newline + 1);
        }
        for (StandardOutput copy : copies) {
            copy.addLine(bytes, from, newline);
        }
    }

    /** Handles the visible part of a line whose end is yet to come. */
    void beginning(byte[] bytes, int from, int to) {
        dispatch(bytes, from, to);
        for (LogWriter log : logs) {
            log.addBeginning(bytes, from, to);
        }
        for (StandardOutput copy : copies) {
            copy.addBeginning(bytes, from, to);
        }
    }

    /** Handles more bytes of that line, its newline included. */
    void more(byte[] bytes, int from, int to) {
        for (LogWriter log : logs) {
            log.addMore(bytes, from, to);
        }
        for (StandardOutput copy : copies) {
            copy.addMore(bytes, from, to);
        }
    }

    private void dispatch(byte[] bytes, int from, int to) {
        boolean selected = true;
        for (Action action : actions) {
            selected = action.accept(bytes, from, to, selected);
        }
    }

    /** Whether each log directory still takes lines: a write to it has not been given up. */
    boolean writable() {
        for (LogWriter log : logs) {
            if (!log.writable()) {
                return false;
            }
        }
        return true;
    }

    /** Does what 0.76 does before each of its reads: it flushes the buffers of its logs. */
    void emulateFlush() {
        for (LogWriter log : logs) {
            log.emulateFlush();
        }
    }

    /** Writes everything to the log directories. */
    void flush() {
        for (LogWriter log : logs) {
            log.flush();
        }
        for (StandardOutput copy : copies) {
            copy.flush();
            copy.reportFailure(retry);
        }
    }

    /** Does what is due by time. Everything must have been flushed. */
    void runTimers() {
        for (LogWriter log : logs) {
            log.runTimers();
        }
    }

    /** Rotates all logs whose {@code current} is not empty. */
    void rotate() {
        for (LogWriter log : logs) {
            log.rotateUnlessEmpty();
        }
    }

    /** Leaves the log directories so that the next multilog continues their files. */
    void close() {
        flush();
        for (LogWriter log : logs) {
            log.close();
        }
    }
}
