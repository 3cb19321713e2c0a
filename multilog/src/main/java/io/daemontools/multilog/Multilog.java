package io.daemontools.multilog;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;
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
        EventLoop loop = new EventLoop(posix);
        Retry retry = new Retry(posix, diagnostics, loop);
        Script script = Script.parse(arguments);
        StartingDirectory start = new StartingDirectory(posix, retry, script.opened(), script.opensRelativeLogs());
        retry.orFatal("unable to create pipe", "", "", () -> loop.catchSignals(Signal.TERM, Signal.ALRM));
        Actions actions = Actions.open(posix, loop, retry, start, script);
        diagnostics.becomeResident();
        retry.run();
        new LineReader(posix, loop, retry, script.stamped() ? new Stamp(posix) : null, actions).run();
        actions.close();
        return retry.gaveUp() ? ExitStatus.TEMPORARY : ExitStatus.SUCCESS;
    }
}
