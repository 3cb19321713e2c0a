package io.daemontools.multilog;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.time.Stamp;

/** Reads lines and appends them to logs that it keeps from growing without limit. */
public final class Multilog implements Command {
    private static final int UMASK = 022;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Multilog(), args);
    }

    @Override
    public String name() {
        return "multilog";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        posix.umask(UMASK);
        int start = startingDirectory(posix, diagnostics);
        int signals = catchSignals(posix, diagnostics);
        Script script = Script.parse(arguments);
        LastError last = new LastError();
        Actions actions = new Workshop(posix, diagnostics, last, start).open(script.steps());
        diagnostics.becomeResident();
        Input input = new Input(posix, signals, last, actions::rotate);
        new LineSource(posix, input, script.stamped() ? new Stamp(posix) : null, actions).run();
        actions.close();
        return ExitStatus.SUCCESS;
    }

    private static int catchSignals(Posix posix, Diagnostics diagnostics) {
        try {
            return posix.catchSignals(Signal.TERM, Signal.ALRM);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to create pipe", error);
        }
    }

    private static int startingDirectory(Posix posix, Diagnostics diagnostics) {
        try {
            return posix.openRead(".");
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to switch to current directory", error);
        }
    }
}
