package io.daemontools.supervise;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.FatalException;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.posix.Signal;
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
        SavedState saved = saved(arguments, posix);
        if (saved != null && saved.get(SavedState.SUPERVISE) != posix.getpid()) {
            return SelfExec.UNDERSTOOD;
        }
        String directory = arguments.name(0, posix);
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        EventLoop loop = new EventLoop(posix);
        catchDeaths(loop, directory, diagnostics);
        HeldDescriptors descriptors = new HeldDescriptors(directory, posix, diagnostics);
        boolean normallyDown = true;
        if (saved == null) {
            enter(directory, posix, diagnostics);
            normallyDown = normallyDown(directory, posix, diagnostics);
            descriptors.setDirectoryFailure(makeStateDirectory(posix));
        } else {
            descriptors.resume(saved);
        }
        descriptors.lock();
        descriptors.serveControl();
        // All failures so far end the program. From here on there may be warnings.
        diagnostics.becomeResident();
        // A record of the history may lie beyond a limit on the size of files, which 0.76's files stay below.
        posix.ignore(Signal.XFSZ);
        ServiceProcess process = process(directory, loop, posix, diagnostics);
        Supervisor supervisor;
        if (saved == null) {
            Adoption found = adopt(directory, process, posix, diagnostics);
            supervisor = new Supervisor(directory, normallyDown, loop, descriptors, process, posix, diagnostics);
            if (found == null) {
                recover(directory, supervisor, diagnostics);
            } else {
                supervisor.adopt(found);
            }
            supervisor.writeStatus();
        } else {
            process.resume(saved);
            supervisor = new Supervisor(directory, normallyDown, loop, descriptors, process, posix, diagnostics);
            supervisor.resume(saved);
        }
        descriptors.ok();
        return supervisor.run();
    }

    /**
     * The state in the arguments of a supervise that has executed this program. It is removed from what {@code ps} shows.
     *
     * @return null if the arguments are those of a user
     */
    private static SavedState saved(Arguments arguments, Posix posix) {
        SavedState saved = arguments.size() == 2 ? SavedState.of(arguments.name(1, posix)) : null;
        if (saved == null && arguments.size() != 1) {
            throw FatalException.usage("supervise: usage: supervise dir");
        }
        if (saved != null) {
            posix.overwriteLastArgument(new byte[arguments.length(1)]);
        }
        return saved;
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

    private static void recover(String directory, Supervisor supervisor, Diagnostics diagnostics) {
        try {
            supervisor.recover();
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

    /** Returns why it could not be made, or null. That is reported when the lock cannot be taken. */
    private static PosixException makeStateDirectory(Posix posix) {
        try {
            return SuperviseDirectory.make(posix);
        } catch (PosixException error) {
            throw FatalException.raw(
                    "unable to readlink ./supervise: " + error.errno().text());
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
