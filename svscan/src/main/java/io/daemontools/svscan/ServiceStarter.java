package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Spawn;
import io.daemontools.service.ServiceFiles;

/** Makes the pipe of a service and starts its supervises. A failure is a warning, and the next scan tries again. */
final class ServiceStarter {
    private static final String WARNING = "svscan: warning: ";
    private static final String CANNOT_START = WARNING + "unable to start supervise ";
    private static final String CANNOT_SET_UP = WARNING + "unable to set up descriptors for ";
    private static final String CANNOT_SWITCH = WARNING + "unable to switch to ";
    private static final String SUPERVISE = "supervise";
    private static final String SLASH_LOG = "/" + ServiceFiles.LOG;

    /** A longer name has no logger, as in 0.76. */
    private static final int MAX_LOGGED_NAME = 255;

    private final Posix posix;
    private final Diagnostics diagnostics;
    private final boolean pid1;
    private final FileStatus ignored = new FileStatus();

    ServiceStarter(Posix posix, Diagnostics diagnostics) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.pid1 = posix.getpid() == Pid1.ID;
    }

    /** Makes a service of a directory; null if that is not possible yet. */
    ServiceEntry discover(String name, FileStatus directory) {
        long birth = posix.birth(name);
        boolean logged;
        try {
            logged = hasLog(name);
        } catch (PosixException error) {
            diagnostics.warn("unable to stat " + name + SLASH_LOG, error);
            return null;
        }
        try {
            return new ServiceEntry(directory, birth, logged ? makePipe() : null);
        } catch (PosixException error) {
            diagnostics.warn("unable to create pipe for " + name, error);
            return null;
        }
    }

    private boolean hasLog(String name) {
        return name.length() <= MAX_LOGGED_NAME && posix.stat(name.concat(SLASH_LOG), ignored);
    }

    /**
     * Whether the directory with a service's inode number is not the directory of that service any more. This is only possible
     * while no supervise runs: the inode number of a process's working directory is not reused. Where the times at which the
     * directories were made are not known, they are different if one has a logger and the other has none.
     */
    boolean replaced(ServiceEntry service, String name) {
        if (!service.ended()) {
            return false;
        }
        long birth = posix.birth(name);
        boolean known = birth != Posix.UNKNOWN && service.birth() != Posix.UNKNOWN;
        if (known && (birth == service.birth() || service.birthConfirmed())) {
            return birth != service.birth();
        }
        try {
            return hasLog(name) != service.logged();
        } catch (PosixException ignored) {
            // Whether there is a log is not known now: look again in the next round.
            return false;
        }
    }

    /** Starts those supervises of a service that do not run. */
    void start(ServiceEntry service, String name) {
        if (!service.supervised()) {
            try {
                service.superviseStarted(posix.spawn(supervise(service, name)));
            } catch (PosixException error) {
                diagnostics.warn("unable to fork for " + name, error);
                return;
            }
        }
        startLogger(service, name);
    }

    /** Starts the supervise of a service's logger, if there is one and it does not run. */
    void startLogger(ServiceEntry service, String name) {
        if (service.logged() && !service.logSupervised()) {
            try {
                service.logSuperviseStarted(posix.spawn(logSupervise(service, name)));
            } catch (PosixException error) {
                diagnostics.warn("unable to fork for " + name + SLASH_LOG, error);
            }
        }
    }

    private int[] makePipe() {
        int[] pipe = new int[2];
        posix.pipe(pipe);
        return pipe;
    }

    private Spawn supervise(ServiceEntry service, String name) {
        Spawn spawn = inItsSession(Spawn.program(failure(CANNOT_START, name), SUPERVISE, name));
        return service.logged() ? spawn.dup2(failure(CANNOT_SET_UP, name), service.writingEnd(), Posix.STDOUT) : spawn;
    }

    private Spawn logSupervise(ServiceEntry service, String name) {
        String log = name.concat(SLASH_LOG);
        return inItsSession(Spawn.program(failure(CANNOT_START, log), SUPERVISE, ServiceFiles.LOG))
                .dup2(failure(CANNOT_SET_UP, log), service.readingEnd(), Posix.STDIN)
                .chdir(name, failure(CANNOT_SWITCH, name));
    }

    /** Every start concatenates a few of these; a StringBuilder would take several times the memory. */
    private static String failure(String what, String name) {
        return what.concat(name).concat(": ");
    }

    /**
     * A signal to the process group of PID 1, sent by a terminal or by {@code kill 0} in a run script, would reach all services.
     * A process group alone is not enough: a terminal stops processes of its session that read from it in the background.
     */
    private Spawn inItsSession(Spawn spawn) {
        return pid1 ? spawn.setsid() : spawn;
    }
}
