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
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.posix.Signal;
import io.daemontools.service.ControlFifo;
import io.daemontools.service.OkFifo;
import io.daemontools.service.RunStart;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.SuperviseDirectory;

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
        makeStateDirectory(posix);
        lock(directory, posix, diagnostics);
        int control = ControlFifo.serve(posix, diagnostics, directory);
        ServiceProcess process = process(directory, loop, posix, diagnostics);
        Adoption found = adopt(directory, process, posix, diagnostics);
        Supervisor supervisor = new Supervisor(directory, normallyDown, loop, control, process, posix, diagnostics);
        diagnostics.becomeResident();
        if (found != null) {
            supervisor.adopt(found);
        }
        supervisor.writeStatus();
        OkFifo.hold(posix, diagnostics, directory);
        supervisor.run();
        return ExitStatus.SUCCESS;
    }

    private static ServiceProcess process(String directory, EventLoop loop, Posix posix, Diagnostics diagnostics) {
        ProcessIdentifier identifier;
        try {
            identifier = new ProcessIdentifier(posix);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to identify processes for " + directory, error);
        }
        if (!identifier.works()) {
            diagnostics.warn("unable to identify processes for " + directory + ": none is recovered after a crash");
        }
        return new ServiceProcess(directory, loop, identifier, posix, diagnostics);
    }

    private static Adoption adopt(String directory, ServiceProcess process, Posix posix, Diagnostics diagnostics) {
        try {
            RunStart running = process.adopt();
            return running == null ? null : Adoption.of(running, posix);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to look for the process of " + directory, error);
        }
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

    /** A failure to make it is reported when the lock cannot be taken. */
    private static void makeStateDirectory(Posix posix) {
        try {
            SuperviseDirectory.make(posix, "");
        } catch (PosixException error) {
            throw FatalException.raw(
                    "unable to readlink ./supervise: " + error.errno().text());
        }
    }

    /** Takes the lock that makes this the one supervise of the service directory. */
    private static void lock(String directory, Posix posix, Diagnostics diagnostics) {
        try {
            posix.tryLock(posix.openAppend(ServiceFiles.LOCK));
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to acquire " + directory + '/' + ServiceFiles.LOCK, error);
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
