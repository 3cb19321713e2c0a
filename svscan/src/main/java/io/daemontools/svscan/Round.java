package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.WaitStatus;

/** What svscan does every five seconds: bury the dead, look at the directory, start what is missing. */
final class Round {
    private final ServiceTable services;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final ServiceStarter starter;
    private final WaitStatus ignored = new WaitStatus();
    private final FileStatus seen = new FileStatus();

    Round(ServiceTable services, Posix posix, Diagnostics diagnostics) {
        this.services = services;
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.starter = new ServiceStarter(posix, diagnostics);
    }

    void make() {
        for (int child = posix.reap(ignored); child != Posix.NONE; child = posix.reap(ignored)) {
            services.childEnded(child);
        }
        services.markAllUnseen();
        if (look()) {
            services.forgetVanished(posix);
        }
    }

    /** Whether the whole directory could be read; only then is what was not seen known to be gone. */
    private boolean look() {
        DirectoryListing listing;
        try {
            listing = posix.listWorkingDirectory();
        } catch (PosixException error) {
            diagnostics.warn("unable to read directory", error);
            return false;
        }
        try {
            while (listing.next()) {
                if (!listing.hidden()) {
                    lookAt(listing);
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

    private void lookAt(DirectoryListing entry) {
        if (!statusOf(entry) || !seen.directory()) {
            return;
        }
        ServiceEntry service = services.find(seen);
        if (service == null || service.incomplete() || !service.birthConfirmed()) {
            lookAfter(service, entry.name());
        } else {
            service.markSeen();
        }
    }

    /** Sees to a service that is not known yet, or not complete, or has become so. */
    private void lookAfter(ServiceEntry known, String name) {
        ServiceEntry service = known;
        if (service == null) {
            service = meet(name);
        } else if (service.ended()) {
            service = meetAgain(service, name);
        }
        if (service == null) {
            return;
        }
        service.markSeen();
        if (service.incomplete()) {
            starter.start(service, name);
        } else {
            service.confirmBirth(posix.birth(name));
        }
    }

    private ServiceEntry meet(String name) {
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

    private ServiceEntry meetAgain(ServiceEntry service, String name) {
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
        }
        return false;
    }
}
