package io.daemontools.svscan;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;

/** Keeps a supervise running for every service directory in a directory, and one for each logger. */
public final class Svscan implements Command {
    /** Nanoseconds between two scans of the directory. */
    private static final long SCAN_INTERVAL = 5_000_000_000L;

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
        EssentialServices essential = new EssentialServices(stop.wanted(), loop, posix, diagnostics);
        Scan scan = new Scan(services, stop, essential, loop, posix, diagnostics);
        superviseUntilStopped(loop, services, scan, stop, essential, posix);
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
            EventLoop loop,
            ServiceTable services,
            Scan scan,
            OrderedStop stop,
            EssentialServices essential,
            Posix posix) {
        Deadline nextScan = loop.deadline();
        Deadline nextRestart = loop.deadline();
        nextScan.setIn(0);
        while (!stop.requested(loop) && !essential.ended()) {
            if (loop.take(Signal.HUP)) {
                nextScan.setIn(0);
            }
            services.noteEnds(loop, posix);
            setRestart(nextRestart, services);
            if (nextScan.expired()) {
                scan.run();
                nextScan.setIn(SCAN_INTERVAL);
                setRestart(nextRestart, services);
            } else if (nextRestart.expired()) {
                scan.restart();
                setRestart(nextRestart, services);
            }
            if (essential.due()) {
                essential.look();
            }
            if (!essential.ended()) {
                loop.poll(EventLoop.NO_LIMIT);
            }
        }
        nextScan.cancel();
        nextRestart.cancel();
        essential.close();
        services.noteEnds(loop, posix);
    }

    private static void setRestart(Deadline restart, ServiceTable services) {
        long next = services.nextRestart();
        if (next == ServiceTable.NEVER) {
            restart.cancel();
        } else {
            restart.set(next);
        }
    }
}
