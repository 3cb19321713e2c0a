package io.daemontools.multilog;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.ArrayList;
import java.util.List;

/** Makes the actions of a script's steps: opens all status files, then all log directories. Every trouble is fatal. */
final class Workshop {
    /** What the buffers of all logs may come to together, in bytes. */
    private static final int BUFFERS = 128 * 1024;

    /** What is read at once and the stamps of its lines, if these are not short: one write for each read. */
    private static final int MAX_BUFFER = 24 * 1024;

    private static final int SMALLEST_BUFFER = 1024;

    private final Posix posix;
    private final Diagnostics diagnostics;
    private final LastError last;
    private final int start;

    /** Names in scripts are good in the directory open at {@code start}. */
    Workshop(Posix posix, Diagnostics diagnostics, LastError last, int start) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.last = last;
        this.start = start;
    }

    /** Makes the actions. */
    Actions open(List<Script.Step> steps) {
        Action[] actions = new Action[steps.size()];
        int logCount = 0;
        for (int i = 0; i < actions.length; i++) {
            if (steps.get(i) instanceof Script.Log) {
                logCount++;
            } else {
                actions[i] = action(steps.get(i));
            }
        }
        List<Log> logs = new ArrayList<>();
        for (int i = 0; i < actions.length; i++) {
            if (steps.get(i) instanceof Script.Log step) {
                Log log = log(step.settings(), bufferSize(logCount));
                actions[i] = log;
                logs.add(log);
            }
        }
        return new Actions(List.of(actions), logs);
    }

    private Action action(Script.Step step) {
        if (step instanceof Script.Select select) {
            return new Selection(select.selected(), select.pattern());
        }
        if (step instanceof Script.Status status) {
            goToStart();
            return StatusFile.open(posix, trouble(status.file()), status.file());
        }
        return new StandardError(posix);
    }

    private Log log(LogSettings settings, int bufferSize) {
        goToStart();
        Trouble trouble = trouble(settings.directory());
        Opening opening = new Opening(posix, trouble);
        LogDirectory directory = opening.open(settings.directory(), new Retention(posix, trouble, settings.files()));
        Processor processor = settings.processor() == null ? null : new Processor(posix, trouble, settings.processor());
        Rotation rotation = new Rotation(posix, directory, processor);
        return new Log(posix, trouble, directory, rotation, settings.size(), opening.size(), bufferSize);
    }

    private static int bufferSize(int logs) {
        return Math.max(SMALLEST_BUFFER, Math.min(MAX_BUFFER, BUFFERS / logs));
    }

    private Trouble trouble(String subject) {
        return new Trouble(posix, diagnostics, last, subject);
    }

    private void goToStart() {
        try {
            posix.chdir(start);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to switch to starting directory", error);
        }
    }
}
