package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.event.Watch;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.HistoryReader;
import io.daemontools.service.ServicePaths;
import io.daemontools.service.ServiceStatusReader;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.service.Want;

/**
 * The services with a file {@code essential}. When one of them has ended and is not to be started again, svscan stops everything and
 * exits as the service did. Each of their directories {@code supervise} is watched for a new status.
 */
final class EssentialServices {
    /** How often, a second apart, svscan reads how a service has ended before it gives up: of an adopted one it is known later. */
    private static final int ATTEMPTS = 3;

    private static final class Service {
        private final long device;
        private final long inode;
        private Service next;
        private int descriptor;
        private Watch watch;

        /** The directory {@code supervise} that is watched. */
        private long watchedDevice;

        private long watchedInode;
        private boolean seen;

        /** Whether the status may have changed since it was read. */
        private boolean changed = true;

        private Service(FileStatus directory) {
            this.device = directory.device();
            this.inode = directory.inode();
        }
    }

    private final boolean enabled;
    private final EventLoop loop;
    private final Posix posix;
    private final Diagnostics diagnostics;

    /** These are null unless it is enabled, which few svscans need. */
    private final ServicePaths paths;

    private final StringBuilder name;
    private final FileStatus seen;
    private final ServiceStatusReader reader;

    /** When to look again; set while a status cannot be watched, or the end of a service is not known yet. */
    private final Deadline look;

    private Service first;
    private boolean noticed;
    private int attempts = ATTEMPTS;
    private boolean ended;
    private int exitStatus;

    /** {@code enabled} is whether their end matters. */
    EssentialServices(boolean enabled, EventLoop loop, Posix posix, Diagnostics diagnostics) {
        this.enabled = enabled;
        this.loop = loop;
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.paths = enabled ? new ServicePaths() : null;
        this.name = enabled ? new StringBuilder() : null;
        this.seen = enabled ? new FileStatus() : null;
        this.reader = enabled ? new ServiceStatusReader(posix) : null;
        this.look = loop.deadline();
    }

    /** Whether one has ended. */
    boolean ended() {
        return ended;
    }

    /** The exit code of the one that has ended, or 128 plus the number of the signal that ended it; 111 if that is not known. */
    int exitStatus() {
        return exitStatus;
    }

    /** Notes in a scan whether an entry of the directory is essential. */
    void notice(DirectoryListing entry) {
        if (enabled && !noticed) {
            entry.name(name);
            noticed = essential();
        }
    }

    /** Whether there is something to look at. */
    boolean due() {
        if (noticed) {
            return true;
        }
        for (Service service = first; service != null; service = service.next) {
            if (service.watch != null && service.watch.ready()) {
                return true;
            }
        }
        return look.expired();
    }

    /** Looks at all of them. */
    void look() {
        look.cancel();
        noticed = false;
        for (Service service = first; service != null; service = service.next) {
            service.seen = false;
            if (service.watch != null && service.watch.ready()) {
                service.changed = true;
                drain(service);
            }
        }
        DirectoryListing listing = null;
        try {
            listing = posix.listWorkingDirectory();
            while (!ended && listing.next()) {
                if (!listing.hidden()) {
                    visit(listing);
                }
            }
        } catch (PosixException ignored) {
            // The scan reports it.
            return;
        } finally {
            if (listing != null) {
                listing.close();
            }
        }
        forgetUnseen();
    }

    private void drain(Service service) {
        try {
            posix.drainWatch(service.descriptor);
        } catch (PosixException ignored) {
            // This look, or the next one, opens another watch.
            unwatch(service);
        }
    }

    private void visit(DirectoryListing entry) {
        entry.name(name);
        if (!essential() || !entry.stat(seen)) {
            return;
        }
        Service service = find();
        service.seen = true;
        if (service.watch == null || service.changed) {
            watch(service);
        }
        if (service.changed) {
            read(service);
        }
    }

    private boolean essential() {
        try {
            return posix.stat(paths.of(name).essential(), seen);
        } catch (PosixException ignored) {
            // Not a directory.
            return false;
        }
    }

    private Service find() {
        Service found = first;
        while (found != null && (found.inode != seen.inode() || found.device != seen.device())) {
            found = found.next;
        }
        if (found == null) {
            found = new Service(seen);
            found.next = first;
            first = found;
        }
        return found;
    }

    /** Watches its {@code supervise}, which may have replaced the one that is watched. */
    private void watch(Service service) {
        try {
            CharSequence supervise = paths.of(name).supervise();
            boolean exists = posix.stat(supervise, seen);
            if (service.watch != null) {
                if (exists && seen.inode() == service.watchedInode && seen.device() == service.watchedDevice) {
                    return;
                }
                unwatch(service);
            }
            service.watchedDevice = seen.device();
            service.watchedInode = seen.inode();
            service.descriptor = posix.watchDirectory(supervise);
            service.watch = loop.watch(service.descriptor);
        } catch (PosixException ignored) {
            // It does not exist yet, or cannot be watched.
            look.setIn(Posix.SECOND);
        }
    }

    /** As long as supervise runs, the status is its own. One that cannot be read now is read again after the next scan. */
    private void read(Service service) {
        boolean known = reader.readByPath(name.toString()) && reader.problem() == null;
        boolean over = known && isOver(reader.status());
        service.changed = !known || over || service.watch == null;
        if (over) {
            end();
        }
    }

    private static boolean isOver(SuperviseStatus status) {
        return !status.up() && status.want() == Want.ONCE.code();
    }

    private void end() {
        exitStatus = HistoryReader.lastExitStatus(posix, paths.of(name).history());
        if (exitStatus != HistoryReader.UNKNOWN) {
            ended = true;
        } else if (--attempts > 0) {
            look.setIn(Posix.SECOND);
        } else {
            diagnostics.warn("unable to find out how " + name + " has ended");
            exitStatus = ExitStatus.TEMPORARY;
            ended = true;
        }
    }

    /** Watches nothing any more. */
    void close() {
        look.cancel();
        for (Service service = first; service != null; service = service.next) {
            unwatch(service);
        }
        first = null;
    }

    private void unwatch(Service service) {
        if (service.watch != null) {
            service.watch.remove();
            service.watch = null;
            posix.closeWatch(service.descriptor);
        }
    }

    private void forgetUnseen() {
        Service before = null;
        for (Service service = first; service != null && !ended; service = service.next) {
            if (service.seen) {
                before = service;
            } else if (before == null) {
                first = service.next;
            } else {
                before.next = service.next;
            }
            if (!service.seen) {
                unwatch(service);
            }
        }
    }
}
