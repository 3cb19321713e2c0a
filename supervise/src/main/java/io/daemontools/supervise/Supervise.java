package io.daemontools.supervise;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.FatalException;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.service.ControlFifo;
import io.daemontools.service.OkFifo;
import io.daemontools.service.ServiceFiles;

/** Starts a service, restarts it when it ends, publishes its status, and takes commands. */
public final class Supervise implements Command {
    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Supervise(), args);
    }

    @Override
    public String name() {
        return "supervise";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        if (arguments.size() != 1) {
            throw FatalException.usage("supervise: usage: supervise dir");
        }
        String directory = arguments.name(0, posix);
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        EventLoop loop = new EventLoop(posix);
        catchDeaths(loop, directory, diagnostics);
        enter(directory, posix, diagnostics);
        boolean normallyDown = normallyDown(directory, posix, diagnostics);
        SuperviseDirectory.make(posix);
        SuperviseDirectory.lock(directory, posix, diagnostics);
        int control = ControlFifo.serve(posix, diagnostics, directory);
        Supervisor supervisor = new Supervisor(directory, normallyDown, loop, control, posix, diagnostics);
        diagnostics.becomeResident();
        supervisor.writeStatus();
        OkFifo.hold(posix, diagnostics, directory);
        supervisor.run();
        return ExitStatus.SUCCESS;
    }

    private static void catchDeaths(EventLoop loop, String directory, Diagnostics diagnostics) {
        try {
            loop.catchSignals(Signal.CHLD);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to create pipe for " + directory, error);
        }
    }

    private static void enter(String directory, Posix posix, Diagnostics diagnostics) {
        try {
            posix.chdir(directory);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to chdir to " + directory, error);
        }
    }

    private static boolean normallyDown(String directory, Posix posix, Diagnostics diagnostics) {
        try {
            return posix.stat(ServiceFiles.DOWN, new FileStatus());
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to stat " + directory + '/' + ServiceFiles.DOWN, error);
        }
    }
}
