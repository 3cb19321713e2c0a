package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.OkFifo;
import io.daemontools.service.ServicePaths;
import io.daemontools.service.SuperviseLock;

/** Reads the directory of services, and starts the supervises that do not run. */
final class Scan {
    /** The number of links of a directory on file systems such as Btrfs. */
    private static final int UNCOUNTED_LINKS = 1;

    /** The number of scans in a minute. */
    private static final int MINUTE = 12;

    private final ServiceTable services;
    private final EssentialServices essential;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final ServiceStarter starter;
    private final NewDirectories newDirectories;

    /** Null before a service is absent for the first time. */
    private RemovedDirectories removedDirectories;

    private final FileStatus seen = new FileStatus();
    private final StringBuilder name = new StringBuilder();
    private final ServicePaths paths = new ServicePaths();

    private int scans;

    /** Whether an entry may be a known service: its {@code stat} has failed with an error that may pass. */
    private boolean undecided;

    /** Whether this look has started something. */
    private boolean startedNew;

    /** Whether the start of a new service has failed since the last scan began: the next one tries again. */
    private boolean shortage;

    /** What a reading of the directory is for. */
    private enum Purpose {
        SCAN,
        LOOK,
        RESTART
    }

    Scan(
            ServiceTable services,
            OrderedStop stop,
            EssentialServices essential,
            EventLoop loop,
            Posix posix,
            Diagnostics diagnostics) {
        this.services = services;
        this.essential = essential;
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.starter = new ServiceStarter(services, stop.wanted(), loop, paths, posix, diagnostics);
        this.newDirectories = new NewDirectories(paths, posix);
    }

    /** Scans once. Ended supervises must have been reaped before. */
    void run() {
        newDirectories.clear();
        shortage = false;
        scans++;
        read(Purpose.SCAN);
    }

    /** Between two scans: starts the new directories that are complete. */
    void look() {
        newDirectories.begin();
        startedNew = false;
        read(Purpose.LOOK);
    }

    /** Whether the last look has started something. */
    boolean startedNew() {
        return startedNew;
    }

    /** Whether the last look has found a directory that may be complete soon. */
    boolean waiting() {
        return newDirectories.waiting() && !shortage;
    }

    /** When the first directory that the last look has found complete is to be started; {@link NewDirectories#NONE} if none is. */
    long settled() {
        return shortage ? NewDirectories.NONE : newDirectories.settled();
    }

    private void read(Purpose purpose) {
        services.markAllUnseen(posix.monotonicClock());
        undecided = false;
        if (!readDirectory(purpose)) {
            services.markAllSeen();
        } else if (!undecided && leaveAbsent()) {
            services.removeVanished(posix);
        }
    }

    /**
     * Between two scans: starts the supervises again that have ended and may be started now. svscan knows a service by its
     * identity, but starts a supervise by the name, which may have changed; so this reads the directory. What cannot be started is
     * left to the next scan. A directory that is renamed meanwhile may not be found: it is started when a look has found it.
     */
    void restart() {
        long now = posix.monotonicClock();
        services.markAllUnseen(now);
        if (!readDirectory(Purpose.RESTART)) {
            services.markAllSeen();
        }
        services.leaveToScan(now);
    }

    /** False if the directory could not be read to its end; then a service that was not seen may still exist. */
    private boolean readDirectory(Purpose purpose) {
        DirectoryListing listing;
        try {
            listing = posix.listWorkingDirectory();
        } catch (PosixException error) {
            warnUnread(error, purpose);
            return false;
        }
        try {
            while (listing.next()) {
                if (!listing.hidden() && listing.type() != DirectoryListing.OTHER) {
                    visit(listing, purpose);
                }
            }
            return true;
        } catch (PosixException error) {
            warnUnread(error, purpose);
            return false;
        } finally {
            listing.close();
        }
    }

    private void warnUnread(PosixException error, Purpose purpose) {
        if (purpose != Purpose.LOOK) {
            diagnostics.warn("unable to read directory", error);
        }
    }

    private void visit(DirectoryListing entry, Purpose purpose) {
        if (!statusOf(entry, purpose) || !seen.directory()) {
            return;
        }
        essential.notice(entry);
        ServiceEntry service = services.find(seen);
        switch (purpose) {
            case SCAN -> scan(service, entry);
            case LOOK -> look(service, entry);
            case RESTART -> restart(service, entry);
        }
    }

    private void scan(ServiceEntry service, DirectoryListing entry) {
        entry.name(name);
        if (service == null) {
            complete(null);
            return;
        }
        if (service.settled() && !service.renamedTo(name) && !mayHaveNewLog(service)) {
            service.markSeen();
            return;
        }
        if (service.watched()) {
            lookAtWatched(service);
        }
        if (service.renamedTo(name)) {
            lookAtRenamed(service);
        }
        if (mayHaveNewLog(service)) {
            addLog(service);
        }
        if (service.incomplete() || !service.birthConfirmed()) {
            complete(service);
        } else {
            service.markSeen();
        }
    }

    /** What has ended is not started again, and a failure is not repeated, before the next scan. */
    private void look(ServiceEntry service, DirectoryListing entry) {
        if (service != null) {
            service.markSeen();
            return;
        }
        entry.name(name);
        if (newDirectories.due(entry, seen, name) && !shortage) {
            complete(null);
            service = services.find(seen);
            startedNew |= service != null;
            shortage |= service == null || service.incomplete();
        }
    }

    /** An entry that cannot be examined is reported by the next scan. */
    private void restart(ServiceEntry service, DirectoryListing entry) {
        if (service == null) {
            return;
        }
        service.markSeen();
        if (service.dueBetweenScans(posix.monotonicClock())) {
            entry.name(name);
            if (!starter.replaced(service, name)) {
                starter.restart(service, name);
            } else if (starter.discoverAgain(service, name)) {
                complete(service);
            }
        }
    }

    /** Not on all systems is the end of a watched supervise reported by {@code poll(2)}. */
    private void lookAtWatched(ServiceEntry service) {
        if (service.supervise().watched() && hasEnded(paths.of(name))) {
            service.supervise().watchedEnded(posix);
        }
        if (service.logged() && service.logSupervise().watched() && hasEnded(paths.ofLog(name))) {
            service.logSupervise().watchedEnded(posix);
        }
    }

    /**
     * A supervise is started by the name of its service. If another directory has got that name before, the supervise is that of the other
     * one. Then no {@code ok} is held here, unless it has just been started.
     */
    private void lookAtRenamed(ServiceEntry service) {
        if (service.startedJustNow(posix.monotonicClock())) {
            return;
        }
        if (runsElsewhere(service.supervise(), paths.of(name))) {
            service.supervise().startedElsewhere();
        }
        if (service.logged() && runsElsewhere(service.logSupervise(), paths.ofLog(name))) {
            service.logSupervise().startedElsewhere();
        }
        service.startedBy(name);
    }

    private boolean runsElsewhere(SuperviseProcess supervise, ServicePaths directory) {
        try {
            return supervise.pid() != Posix.NONE && !OkFifo.held(posix, directory.ok());
        } catch (PosixException error) {
            return error.errno() == Errno.ENOENT;
        }
    }

    /**
     * Where {@code ok} cannot be opened for another reason, the one that is held counts. Something else may have it open, which is looked
     * for once a minute.
     */
    private boolean hasEnded(ServicePaths directory) {
        try {
            return !OkFifo.held(posix, directory.ok())
                    || (scans % MINUTE == 0 && SuperviseLock.free(posix, directory.lock()));
        } catch (PosixException ignored) {
            return false;
        }
    }

    /** A directory has a link from each directory in it, but none from a symbolic link; and one in all where these are not counted. */
    private boolean mayHaveNewLog(ServiceEntry service) {
        return !service.logged()
                && (service.links() != seen.links() || seen.links() == UNCOUNTED_LINKS || scans % MINUTE == 0);
    }

    /** A logger that is complete is started. What the service writes gets there once its supervise has been started with the pipe. */
    private void addLog(ServiceEntry service) {
        try {
            if (!starter.mayHaveLog(name) || !starter.hasLog(name)) {
                service.setLinks((int) seen.links());
                return;
            }
            if (!newDirectories.completeLog(name)) {
                return;
            }
        } catch (PosixException ignored) {
            // Then it cannot be started either.
            return;
        }
        if (starter.makePipe(service, name) && service.supervised()) {
            diagnostics.warn(name + "/log is new: " + name + " writes to it after svc -dx " + name);
        }
    }

    /** Starts what is missing of a service that is new, or of which a supervise does not run; or confirms that it is complete. */
    private void complete(ServiceEntry known) {
        if (known != null && starter.replaced(known, name) && !starter.discoverAgain(known, name)) {
            return;
        }
        ServiceEntry service = known == null ? discover() : known;
        if (service == null) {
            return;
        }
        service.markSeen();
        if (service.incomplete()) {
            starter.start(service, name);
        } else {
            confirmBirth(service);
        }
    }

    /** Another directory may have got the name since it was listed. The inode number of one with a supervise is not reused. */
    private void confirmBirth(ServiceEntry service) {
        long birth = posix.birth(name);
        try {
            if (posix.stat(name, seen) && service.is(seen)) {
                service.confirmBirth(birth);
            }
        } catch (PosixException ignored) {
            // The next scan looks again.
        }
    }

    private ServiceEntry discover() {
        if (!services.hasRoom()) {
            diagnostics.warn("unable to start " + name + ": running too many services");
            return null;
        }
        return starter.discover(name, seen);
    }

    /**
     * Services that are not in the directory any more. A logger gets the end of its input when the service has ended and so has its
     * supervise. Another process may still have the pipe open. Returns whether there are any.
     */
    private boolean leaveAbsent() {
        int first = services.nextUnseen(0);
        for (int i = first; i < services.size(); i = services.nextUnseen(i + 1)) {
            ServiceEntry service = services.get(i);
            if (!service.supervised() && service.pipeNamed()) {
                service.endLog(posix);
            }
            if (removedDirectories == null) {
                removedDirectories = new RemovedDirectories(posix);
            }
            removedDirectories.end(service);
        }
        return first < services.size();
    }

    private boolean statusOf(DirectoryListing entry, Purpose purpose) {
        PosixException failure;
        try {
            if (entry.stat(seen)) {
                return true;
            }
            failure = PosixException.of(Errno.ENOENT);
        } catch (PosixException error) {
            failure = error;
            undecided |= !isOfTheEntry(error.errno());
        }
        if (purpose == Purpose.SCAN) {
            diagnostics.warn("unable to stat " + entry.name(), failure);
        }
        return false;
    }

    /** Whether a failure of {@code stat(2)} lasts as long as the entry does: it is a symbolic link that leads nowhere. */
    private static boolean isOfTheEntry(Errno errno) {
        return errno == Errno.ELOOP || errno == Errno.ENOTDIR || errno == Errno.ENAMETOOLONG;
    }
}
