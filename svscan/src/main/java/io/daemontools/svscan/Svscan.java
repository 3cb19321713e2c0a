package io.daemontools.svscan;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;
import io.daemontools.posix.Signal;

/** Keeps a supervise running for every service directory in a directory, and one for each logger. */
public final class Svscan implements Command {
    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Svscan(), args);
    }

    @Override
    public String name() {
        return "svscan";
    }

    /** Returns only as PID 1. */
    @Override
    public int run(Arguments arguments, Posix posix) {
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        if (arguments.size() > 0) {
            try {
                posix.chdir(arguments.name(0, posix));
            } catch (PosixException error) {
                throw diagnostics.fatal("unable to chdir to " + arguments.name(0, posix), error);
            }
        }
        diagnostics.becomeResident();
        // If it is ignored, the kernel reaps children, and wait(2) does not report them.
        posix.setDefault(Signal.CHLD);
        ServiceTable services = new ServiceTable(posix);
        EventLoop loop = new EventLoop(posix);
        long stopTimeout = 0;
        if (posix.getpid() == Pid1.ID) {
            stopTimeout = Pid1.stopTimeout(posix, diagnostics);
            Pid1.catchSignals(loop);
        } else {
            catchDeaths(loop, diagnostics);
        }
        raiseLimit(posix);
        superviseUntilStopped(loop, new ScanSchedule(loop, services, posix, diagnostics));
        new Shutdown(services, loop, stopTimeout, posix, diagnostics).run();
        return ExitStatus.SUCCESS;
    }

    private static void catchDeaths(EventLoop loop, Diagnostics diagnostics) {
        try {
            loop.catchSignals(Signal.CHLD);
        } catch (PosixException error) {
            // Ended supervises are then found by the scans.
            diagnostics.warn("unable to create pipe for signals", error);
        }
    }

    /** Only PID 1 catches the signals that end the loop. */
    private static void superviseUntilStopped(EventLoop loop, ScanSchedule schedule) {
        while (!Pid1.stopRequested(loop)) {
            schedule.turn();
            loop.poll(EventLoop.NO_LIMIT);
        }
        schedule.close();
    }

    /** Each service takes descriptors, of which many systems give a program few unless it asks for more. */
    private static void raiseLimit(Posix posix) {
        try {
            posix.raiseSoftLimit(Resource.OPEN_FILES);
        } catch (PosixException ignored) {
            // When the limit is reached, there is a warning for each service.
            return;
        }
    }
}
