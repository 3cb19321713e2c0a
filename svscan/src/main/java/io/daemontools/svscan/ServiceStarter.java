package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.OkFifo;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.ServicePaths;
import io.daemontools.service.ServiceStatusReader;
import io.daemontools.service.SuperviseLock;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.service.Want;

/**
 * Makes the pipe of a service and starts its supervises, unless they run already: then it watches them. A failure is a warning, and
 * the next scan tries again.
 */
final class ServiceStarter {
    private static final String FIND = "unable to look for a supervise of ";
    private static final String FORK = "unable to fork for ";
    private static final String SLASH_LOG = "/" + ServiceFiles.LOG;

    /** A longer name has no logger, as in 0.76. */
    private static final int MAX_LOGGED_NAME = 255;

    private final ServiceTable services;
    private final EventLoop loop;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final LogPipe logPipe;
    private final SuperviseSpawn spawn;
    private final ServicePaths paths;
    private final ServiceStatusReader reader;
    private final FileStatus ignored = new FileStatus();
    private final int[] ends = new int[2];

    /** Null until a shutdown needs it. */
    private LastRun lastRun;

    /** Whether the pipe that was opened last is new, and whether it is a FIFO. */
    private boolean pipeNew;

    private boolean pipeNamed;

    /**
     * For all services.
     *
     * @param sessions whether each supervise starts in a session of its own
     * @param paths for its use
     */
    ServiceStarter(
            ServiceTable services,
            boolean sessions,
            EventLoop loop,
            ServicePaths paths,
            Posix posix,
            Diagnostics diagnostics) {
        this.paths = paths;
        this.services = services;
        this.loop = loop;
        this.posix = posix;
        this.logPipe = new LogPipe(paths, posix);
        this.reader = new ServiceStatusReader(posix);
        this.diagnostics = diagnostics;
        this.spawn = new SuperviseSpawn(sessions);
    }

    /** Makes a service of a directory; null if that is not possible yet. The table must have room for it. */
    ServiceEntry discover(CharSequence name, FileStatus directory) {
        long birth = posix.birth(name);
        return prepare(name) ? equip(services.add(directory, birth)) : null;
    }

    /** Makes a service of the directory that has replaced that of another one; false if that is not possible yet. */
    boolean discoverAgain(ServiceEntry replaced, CharSequence name) {
        long birth = posix.birth(name);
        if (!prepare(name)) {
            return false;
        }
        replaced.close(posix);
        replaced.begin(birth);
        equip(replaced);
        return true;
    }

    /** Opens the pipe of a service that has a logger; false if that is not possible yet. */
    private boolean prepare(CharSequence name) {
        ends[0] = LogPipe.NONE;
        try {
            if (!hasLog(name)) {
                return true;
            }
        } catch (PosixException error) {
            diagnostics.warn("unable to stat " + name + SLASH_LOG, error);
            return false;
        }
        return openPipe(name);
    }

    /** Gives the pipe that was opened to a service. */
    private ServiceEntry equip(ServiceEntry service) {
        if (ends[0] != LogPipe.NONE) {
            service.setPipe(ends[0], ends[1], pipeNew, pipeNamed);
        }
        return service;
    }

    /** Whether a service whose name this is has a directory {@code log}. */
    boolean hasLog(CharSequence name) {
        return mayHaveLog(name) && posix.stat(paths.of(name).log(), ignored);
    }

    /** Whether a service with this name may have a logger. */
    boolean mayHaveLog(CharSequence name) {
        return name.length() <= MAX_LOGGED_NAME;
    }

    /** Makes the pipe to the logger of a service; false if that is not possible yet. */
    boolean makePipe(ServiceEntry service, CharSequence name) {
        if (!openPipe(name)) {
            return false;
        }
        equip(service);
        return true;
    }

    private boolean openPipe(CharSequence name) {
        try {
            open(name);
            return true;
        } catch (PosixException error) {
            diagnostics.warn("unable to create pipe for " + name, error);
            return false;
        }
    }

    /** Opens the FIFO of a service, or makes a pipe where there can be none: it does not outlive svscan. */
    private void open(CharSequence name) {
        try {
            logPipe.open(name, ends);
            pipeNew = logPipe.made();
            pipeNamed = true;
        } catch (PosixException error) {
            if (temporary(error.errno())) {
                throw error;
            }
            diagnostics.warn("unable to open " + LogPipe.path(name), error);
            posix.pipe(ends);
            pipeNew = true;
            pipeNamed = false;
        }
    }

    /** The next scan tries again: a service or a logger that runs may have the FIFO open. */
    private static boolean temporary(Errno errno) {
        return errno.shortage() || errno == Errno.EIO;
    }

    /**
     * Whether the directory with a service's inode number is not the directory of that service any more. This is only possible
     * while no supervise runs: the inode number of a process's working directory is not reused. Where the times at which the
     * directories were made are not known, they are different if one has a logger and the other has none.
     */
    boolean replaced(ServiceEntry service, CharSequence name) {
        if (!service.ended()) {
            return false;
        }
        long birth = posix.birth(name);
        boolean known = birth != Posix.UNKNOWN && service.birthKnown();
        if (known && (service.bornAt(birth) || service.birthConfirmed())) {
            return !service.bornAt(birth);
        }
        try {
            return hasLog(name) != service.logged();
        } catch (PosixException ignored) {
            // Whether there is a log is not known now: look again in the next round.
            return false;
        }
    }

    /** In a scan: starts those supervises of a service that do not run. */
    void start(ServiceEntry service, CharSequence name) {
        long now = posix.monotonicClock();
        if (service.supervise().dueInScan(now) && !(opened(service, name) && startService(service, name, now))) {
            return;
        }
        if (service.logged() && service.logSupervise().dueInScan(now)) {
            startLogger(service, name, now);
        }
    }

    /** Between two scans: starts those supervises of a service again that have ended and may be started now. */
    void restart(ServiceEntry service, CharSequence name) {
        long now = posix.monotonicClock();
        if (dueBetweenScans(service.supervise(), paths.of(name), now)
                && !(opened(service, name) && startService(service, name, now))) {
            return;
        }
        if (service.logged() && dueBetweenScans(service.logSupervise(), paths.ofLog(name), now)) {
            startLogger(service, name, now);
        }
    }

    /** A watched supervise that has left its service down, as after {@code svc -dx}, counts as one that has exited 0. */
    private boolean dueBetweenScans(SuperviseProcess supervise, ServicePaths directory, long now) {
        if (!supervise.dueBetweenScans(now)) {
            return false;
        }
        if (supervise.exitCodeUnknown() && leftDown(directory)) {
            supervise.leaveToScan();
            return false;
        }
        return true;
    }

    private boolean leftDown(ServicePaths directory) {
        if (!reader.readFile(directory.directory())) {
            return false;
        }
        SuperviseStatus status = reader.status();
        return !status.up() && status.want() == Want.DOWN.code();
    }

    /**
     * In a shutdown: starts the supervise of a service again that has not exited on command, at most once a second, if the service
     * still runs: supervise adopts it and stops it.
     */
    void restartService(ServiceEntry service, CharSequence name) {
        long now = posix.monotonicClock();
        if (lastRun == null) {
            lastRun = new LastRun(paths, reader, posix);
        }
        if (!lastRun.runs(name)) {
            service.supervise().leaveToScan();
        } else if (service.supervise().dueBetweenScans(now)) {
            service.setNotSent();
            if (reopened(service, name)) {
                startService(service, name, now);
            } else {
                service.supervise().leaveToScan();
            }
            service.endLog(posix);
        }
    }

    /** In a shutdown: starts the supervise of a service's logger, which does not run. */
    void startLogger(ServiceEntry service, CharSequence name) {
        startLogger(service, name, posix.monotonicClock());
    }

    /** In a shutdown: the same, at most once a second, if there may be input for the logger. */
    void restartLogger(ServiceEntry service, CharSequence name) {
        if (!logPipe.inputLeft(name, service.readingEnd())) {
            service.setLoggerComplete();
        } else if (service.logSupervise().dueInScan(posix.monotonicClock())) {
            startLogger(service, name);
            service.setLoggerNotSent();
        }
    }

    /** Opens the writing end of the pipe again if it was closed. If that is not possible, makes another pipe for another logger. */
    private boolean opened(ServiceEntry service, CharSequence name) {
        if (reopened(service, name)) {
            return true;
        }
        if (service.logSupervised()) {
            diagnostics.warn("unable to open " + LogPipe.path(name) + " again: use svc -dx " + name + SLASH_LOG);
            return false;
        }
        service.close(posix);
        return makePipe(service, name);
    }

    private boolean reopened(ServiceEntry service, CharSequence name) {
        if (!service.logged() || service.writingEnd() != LogPipe.NONE) {
            return true;
        }
        service.setWritingEnd(logPipe.openAgain(name, service.readingEnd()));
        return service.writingEnd() != LogPipe.NONE;
    }

    /** False if it cannot be started. */
    private boolean startService(ServiceEntry service, CharSequence name, long now) {
        String attempt = FIND;
        try {
            if (!found(service.supervise(), paths.of(name), now)) {
                attempt = FORK;
                service.superviseStarted(posix.spawn(spawn.supervise(name, service)), now);
                service.startedBy(name);
            }
            return true;
        } catch (PosixException error) {
            diagnostics.warn(attempt + name, error);
            service.supervise().leaveToScan();
            return false;
        }
    }

    private void startLogger(ServiceEntry service, CharSequence name, long now) {
        boolean pipeNew = service.takePipeNew();
        String attempt = FIND;
        try {
            if (!found(service.logSupervise(), paths.ofLog(name), now)) {
                attempt = FORK;
                service.logSupervise().started(posix.spawn(spawn.logSupervise(name, service)), now);
                service.startedBy(name);
            } else if (pipeNew) {
                String log = name + SLASH_LOG;
                diagnostics.warn(
                        log + " runs and does not read what " + name + " will write: use svc -dx " + name + ' ' + log);
            }
        } catch (PosixException error) {
            diagnostics.warn(attempt + name + SLASH_LOG, error);
            service.logSupervise().leaveToScan();
        }
    }

    /**
     * Whether a supervise runs already in a directory: one that an earlier svscan has started, or an administrator. If nobody has
     * the lock, something else has {@code ok} open.
     */
    private boolean found(SuperviseProcess supervise, ServicePaths directory, long now) {
        int ok = OkFifo.open(posix, directory.ok(), ignored);
        if (ok == OkFifo.NOT_HELD) {
            return false;
        }
        if (SuperviseLock.free(posix, directory.lock())) {
            posix.close(ok);
            return false;
        }
        supervise.found(ok, loop.tryWatch(ok), now);
        return true;
    }
}
