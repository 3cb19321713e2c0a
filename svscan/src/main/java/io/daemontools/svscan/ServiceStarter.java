package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.service.OkFifo;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.ServicePaths;
import io.daemontools.service.ServiceStatusReader;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.service.Want;

/**
 * Makes the pipe of a service and starts its supervises, unless they run already: then it watches them. A failure is a warning, and
 * the next scan tries again.
 */
final class ServiceStarter {
    private static final String WARNING = "svscan: warning: ";
    private static final String CANNOT_START = WARNING + "unable to start supervise ";
    private static final String CANNOT_SET_UP = WARNING + "unable to set up descriptors for ";
    private static final String CANNOT_SWITCH = WARNING + "unable to switch to ";
    private static final String SUPERVISE = "supervise";
    private static final String SLASH_LOG = "/" + ServiceFiles.LOG;

    /** A longer name has no logger, as in 0.76. */
    private static final int MAX_LOGGED_NAME = 255;

    private final EventLoop loop;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final LogPipe logPipe;
    private final boolean sessions;
    private final ServicePaths paths = new ServicePaths();
    private final ServiceStatusReader reader;
    private final FileStatus ignored = new FileStatus();

    /** Whether no logger can read from the pipe that was made last. */
    private boolean pipeNew;

    /** {@code sessions} is whether each supervise starts in a session of its own. */
    ServiceStarter(boolean sessions, EventLoop loop, Posix posix, Diagnostics diagnostics) {
        this.loop = loop;
        this.posix = posix;
        this.logPipe = new LogPipe(posix);
        this.reader = new ServiceStatusReader(posix);
        this.diagnostics = diagnostics;
        this.sessions = sessions;
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
            ServiceEntry service = new ServiceEntry(directory, birth, logged ? makePipe(name) : null);
            service.setPipeNew(logged && pipeNew);
            return service;
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

    /** In a scan: starts those supervises of a service that do not run. */
    void start(ServiceEntry service, String name) {
        long now = posix.monotonicClock();
        if (service.supervise().dueInScan(now) && !startService(service, name, service.writingEnd(), now)) {
            return;
        }
        if (service.logged() && service.logSupervise().dueInScan(now)) {
            startLogger(service, name, now);
        }
    }

    /** Between two scans: starts those supervises of a service again that have ended and may be started now. */
    void restart(ServiceEntry service, String name) {
        long now = posix.monotonicClock();
        if (dueBetweenScans(service.supervise(), name, now)
                && !startService(service, name, service.writingEnd(), now)) {
            return;
        }
        if (service.logged() && dueBetweenScans(service.logSupervise(), name.concat(SLASH_LOG), now)) {
            startLogger(service, name, now);
        }
    }

    /** A watched supervise that has left its service down, as after {@code svc -dx}, counts as one that has exited 0. */
    private boolean dueBetweenScans(SuperviseProcess supervise, String directory, long now) {
        if (!supervise.dueBetweenScans(now)) {
            return false;
        }
        if (supervise.exitCodeUnknown() && leftDown(directory)) {
            supervise.leaveToScan();
            return false;
        }
        return true;
    }

    private boolean leftDown(String directory) {
        if (!reader.readFile(directory)) {
            return false;
        }
        SuperviseStatus status = reader.status();
        return !status.up() && status.want() == Want.DOWN.code();
    }

    /**
     * In a shutdown: starts the supervise of a service again that has not exited on command, at most once a second, if the service
     * still runs: supervise adopts it and stops it.
     */
    void restartService(ServiceEntry service, String name) {
        long now = posix.monotonicClock();
        if (!runs(name)) {
            service.supervise().leaveToScan();
        } else if (service.supervise().dueBetweenScans(now)) {
            service.setSent(null);
            if (service.logged()) {
                restartLoggedService(service, name, now);
            } else {
                startService(service, name, LogPipe.NONE, now);
            }
        }
    }

    /** svscan has closed the writing end. */
    private void restartLoggedService(ServiceEntry service, String name, long now) {
        int writingEnd = logPipe.openAgain(name, service.readingEnd());
        if (writingEnd == LogPipe.NONE) {
            service.supervise().leaveToScan();
        } else {
            startService(service, name, writingEnd, now);
            posix.close(writingEnd);
        }
    }

    /** Whether the process exists that the status of a service shows. */
    private boolean runs(String directory) {
        int pid = reader.readFile(directory) ? (int) reader.status().pid() : 0;
        if (pid <= 0) {
            return false;
        }
        try {
            // A service that is to stop is continued in any case.
            posix.kill(pid, Signal.CONT);
            return true;
        } catch (PosixException error) {
            return error.errno() != Errno.ESRCH;
        }
    }

    /** In a shutdown: starts the supervise of a service's logger, which does not run. */
    void startLogger(ServiceEntry service, String name) {
        startLogger(service, name, posix.monotonicClock());
    }

    /** In a shutdown: the same, at most once a second, if there may be input for the logger. */
    void restartLogger(ServiceEntry service, String name) {
        if (!logPipe.inputLeft(name, service.readingEnd())) {
            service.setLoggerComplete();
        } else if (service.logSupervise().dueInScan(posix.monotonicClock())) {
            startLogger(service, name);
            service.setLoggerNotSent();
        }
    }

    /** False if it cannot be started. */
    private boolean startService(ServiceEntry service, String name, int writingEnd, long now) {
        if (found(service.supervise(), name, now)) {
            return true;
        }
        try {
            service.superviseStarted(posix.spawn(supervise(service, name, writingEnd)), now);
            return true;
        } catch (PosixException error) {
            diagnostics.warn("unable to fork for " + name, error);
            service.supervise().leaveToScan();
            return false;
        }
    }

    private void startLogger(ServiceEntry service, String name, long now) {
        String log = name.concat(SLASH_LOG);
        boolean pipeNew = service.pipeNew();
        service.setPipeNew(false);
        if (found(service.logSupervise(), log, now)) {
            if (pipeNew) {
                diagnostics.warn(
                        log + " runs and does not read what " + name + " will write: use svc -dx " + name + ' ' + log);
            }
            return;
        }
        try {
            service.logSupervise().started(posix.spawn(logSupervise(service, name)), now);
        } catch (PosixException error) {
            diagnostics.warn("unable to fork for " + log, error);
            service.logSupervise().leaveToScan();
        }
    }

    /** Whether a supervise runs already in a directory: one that an earlier svscan has started, or an administrator. */
    private boolean found(SuperviseProcess supervise, String directory, long now) {
        int ok = OkFifo.open(posix, paths.of(directory).ok(), ignored);
        if (ok == OkFifo.NOT_HELD) {
            return false;
        }
        supervise.found(ok, loop.tryWatch(ok), now);
        return true;
    }

    /** The FIFO of the service, or a pipe where there can be none: it does not outlive svscan. */
    private int[] makePipe(String name) {
        int[] ends = new int[2];
        pipeNew = true;
        try {
            logPipe.open(name, ends);
            pipeNew = logPipe.made();
        } catch (PosixException error) {
            if (temporary(error.errno())) {
                throw error;
            }
            diagnostics.warn("unable to open " + LogPipe.path(name), error);
            posix.pipe(ends);
        }
        return ends;
    }

    /** The next scan tries again: a service or a logger that runs may have the FIFO open. */
    private static boolean temporary(Errno errno) {
        return errno.shortage() || errno == Errno.EMFILE || errno == Errno.EIO;
    }

    private Spawn supervise(ServiceEntry service, String name, int writingEnd) {
        Spawn spawn = inItsSession(Spawn.program(failure(CANNOT_START, name), SUPERVISE, name));
        return service.logged() ? spawn.dup2(failure(CANNOT_SET_UP, name), writingEnd, Posix.STDOUT) : spawn;
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
     * In an ordered stop, a signal to svscan's process group, sent by a terminal or by {@code kill 0} in a run script, would reach all services.
     * A process group alone is not enough: a terminal stops processes of its session that read from it in the background.
     */
    private Spawn inItsSession(Spawn spawn) {
        return sessions ? spawn.setsid() : spawn;
    }
}
