package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.OkFifo;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.ServicePaths;

/** Reads the directory of services, and starts the supervises that do not run. */
final class Scan {
    private final ServiceTable services;
    private final EssentialServices essential;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final ServiceStarter starter;
    private final FileStatus seen = new FileStatus();
    private final StringBuilder path = new StringBuilder();
    private final ServicePaths paths = new ServicePaths();

    /** Whether an entry may be a known service: its {@code stat} has failed with an error that may pass. */
    private boolean undecided;

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
        this.starter = new ServiceStarter(stop.wanted(), loop, posix, diagnostics);
    }

    /** Scans once. Ended supervises must have been reaped before. */
    void run() {
        services.markAllUnseen();
        undecided = false;
        if (readDirectory(false) && !undecided) {
            services.removeVanished(posix);
        }
    }

    /**
     * Between two scans: starts the supervises again that have ended and may be started now. svscan knows a service by its
     * identity, but starts a supervise by the name, which may have changed; so this reads the directory. What cannot be started is
     * left to the next scan.
     */
    void restart() {
        long now = posix.monotonicClock();
        readDirectory(true);
        services.leaveToScan(now);
    }

    /**
     * False if the directory could not be read to its end; then a service that was not seen may still exist.
     *
     * @param between whether this is between two scans
     */
    private boolean readDirectory(boolean between) {
        DirectoryListing listing;
        try {
            listing = posix.listWorkingDirectory();
        } catch (PosixException error) {
            diagnostics.warn("unable to read directory", error);
            return false;
        }
        try {
            while (listing.next()) {
                if (listing.hidden()) {
                    continue;
                }
                if (between) {
                    restart(listing);
                } else {
                    visit(listing);
                }
            }
            return true;
        } catch (PosixException error) {
            diagnostics.warn("unable to read directory", error);
            return false;
        } finally {
            listing.close();
        }
    }

    private void visit(DirectoryListing entry) {
        if (!statusOf(entry) || !seen.directory()) {
            return;
        }
        essential.notice(entry);
        ServiceEntry service = services.find(seen);
        if (service != null && service.watched()) {
            lookAtWatched(service, entry);
        }
        if (service == null || service.incomplete() || !service.birthConfirmed()) {
            complete(service, entry.name());
        } else {
            service.markSeen();
        }
    }

    /** An entry that cannot be examined is reported by the next scan. */
    private void restart(DirectoryListing entry) {
        try {
            if (!entry.stat(seen)) {
                return;
            }
        } catch (PosixException ignored) {
            return;
        }
        ServiceEntry service = seen.directory() ? services.find(seen) : null;
        if (service != null && service.dueBetweenScans(posix.monotonicClock())) {
            String name = entry.name();
            ServiceEntry current = service.ended() ? discoverAgain(service, name) : service;
            if (current == service) {
                starter.restart(service, name);
            } else if (current != null) {
                complete(current, name);
            }
        }
    }

    /** Not on all systems is the end of a watched supervise reported by {@code poll(2)}. */
    private void lookAtWatched(ServiceEntry service, DirectoryListing entry) {
        entry.name(path);
        if (service.supervise().watched() && hasEnded()) {
            service.supervise().watchedEnded(posix);
        }
        if (service.logged() && service.logSupervise().watched()) {
            path.append('/').append(ServiceFiles.LOG);
            if (hasEnded()) {
                service.logSupervise().watchedEnded(posix);
            }
        }
    }

    /** Where {@code ok} cannot be opened for another reason, the one that is held counts. */
    private boolean hasEnded() {
        try {
            return !OkFifo.held(posix, paths.of(path).ok());
        } catch (PosixException ignored) {
            return false;
        }
    }

    /** Starts what is missing of a service that is new, or of which a supervise does not run; or confirms that it is complete. */
    private void complete(ServiceEntry known, String name) {
        ServiceEntry service = known;
        if (service == null) {
            service = discover(name);
        } else if (service.ended()) {
            service = discoverAgain(service, name);
        }
        if (service == null) {
            return;
        }
        service.markSeen();
        if (service.incomplete()) {
            starter.start(service, name);
        } else {
            confirmBirth(service, name);
        }
    }

    /** Another directory may have got the name since it was listed. The inode number of one with a supervise is not reused. */
    private void confirmBirth(ServiceEntry service, String name) {
        long birth = posix.birth(name);
        try {
            if (posix.stat(name, seen) && service.is(seen)) {
                service.confirmBirth(birth);
            }
        } catch (PosixException ignored) {
            // The next scan looks again.
        }
    }

    private ServiceEntry discover(String name) {
        if (!services.hasRoom()) {
            diagnostics.warn("unable to start " + name + ": running too many services");
            return null;
        }
        ServiceEntry service = starter.discover(name, seen);
        if (service != null) {
            services.add(service);
        }
        return service;
    }

    private ServiceEntry discoverAgain(ServiceEntry service, String name) {
        if (!starter.replaced(service, name)) {
            return service;
        }
        ServiceEntry another = starter.discover(name, seen);
        if (another != null) {
            services.replace(seen, another);
            service.close(posix);
        }
        return another;
    }

    private boolean statusOf(DirectoryListing entry) {
        try {
            if (entry.stat(seen)) {
                return true;
            }
            diagnostics.warn("unable to stat " + entry.name(), PosixException.of(Errno.ENOENT));
        } catch (PosixException error) {
            diagnostics.warn("unable to stat " + entry.name(), error);
            // Other errors, such as ELOOP, last as long as the entry does.
            undecided |= error.errno() == Errno.EIO || error.errno() == Errno.ENOMEM;
        }
        return false;
    }
}
