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

    /** Returns only from an ordered stop. */
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
        OrderedStop stop = OrderedStop.find(posix, diagnostics);
        if (stop.wanted()) {
            stop.catchSignals(loop);
        } else {
            catchDeaths(loop, diagnostics);
        }
        raiseLimit(posix);
        EssentialServices essential = new EssentialServices(stop.wanted(), loop, posix, diagnostics);
        Scan scan = new Scan(services, stop, essential, loop, posix, diagnostics);
        superviseUntilStopped(loop, new ScanSchedule(loop, services, scan, posix, diagnostics), stop, essential);
        new Shutdown(services, stop, loop, posix, diagnostics).run();
        return essential.ended() ? essential.exitStatus() : ExitStatus.SUCCESS;
    }

    private static void catchDeaths(EventLoop loop, Diagnostics diagnostics) {
        try {
            loop.catchSignals(Signal.CHLD);
        } catch (PosixException error) {
            // Ended supervises are then found by the scans.
            diagnostics.warn("unable to create pipe for signals", error);
        }
    }

    /** Only an svscan that stops in order catches the signals that end the loop. */
    private static void superviseUntilStopped(
            EventLoop loop, ScanSchedule schedule, OrderedStop stop, EssentialServices essential) {
        while (!stop.requested(loop) && !essential.ended()) {
            if (loop.take(Signal.HUP)) {
                schedule.requestScan();
            }
            schedule.turn();
            if (essential.due()) {
                essential.look();
            }
            if (!essential.ended()) {
                loop.poll(EventLoop.NO_LIMIT);
            }
        }
        essential.close();
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
