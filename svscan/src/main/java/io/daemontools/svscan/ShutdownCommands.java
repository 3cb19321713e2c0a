package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ControlFifo;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.Want;

/**
 * What supervises are told in an ordered stop, by way of the directory that svscan is in: it knows services by their
 * identities, and reaches them by their names. A supervise that does not listen yet is told at the next look.
 */
final class ShutdownCommands {
    /** TERM, no further start, and the end of supervise. */
    static final String STOP = "dx";

    /** The same at once. */
    static final String KILL = "dxk";

    /** The end of a logger's supervise when the logger ends, which it does at the end of its input. */
    private static final String EXIT = "x";

    /** The same for a logger that is about to start again: it may have something to read yet. */
    private static final String ONCE_MORE_AND_EXIT = "ux";

    private final ServiceTable services;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final ServiceStarter starter;
    private final FileStatus seen = new FileStatus();
    private final byte[] status = new byte[StatusCodec.SIZE];
    private boolean looked;
    private boolean complained;

    ShutdownCommands(ServiceTable services, Posix posix, Diagnostics diagnostics) {
        this.services = services;
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.starter = new ServiceStarter(posix, diagnostics);
    }

    /** Whether there is a supervise that is yet to be told. */
    boolean due(String commands) {
        for (int i = 0; i < services.size(); i++) {
            ServiceEntry service = services.get(i);
            if (service.seen() && (serviceDue(service, commands) || loggerDue(service))) {
                return true;
            }
        }
        return false;
    }

    private static boolean serviceDue(ServiceEntry service, String commands) {
        return service.supervised() && !service.sent(commands);
    }

    private static boolean loggerDue(ServiceEntry service) {
        return !service.supervised() && service.logSupervised() && !service.loggerSent();
    }

    /** Tells all services the commands, and the loggers whose services have ended to end in their turn. */
    void send(String commands) {
        services.markAllUnseen();
        if (!look(commands)) {
            services.markAllSeen();
        }
        looked = true;
    }

    private boolean look(String commands) {
        DirectoryListing listing = null;
        try {
            listing = posix.listWorkingDirectory();
            while (listing.next()) {
                if (!listing.hidden()) {
                    send(listing, commands);
                }
            }
            return true;
        } catch (PosixException error) {
            if (!complained) {
                diagnostics.warn("unable to read directory", error);
                complained = true;
            }
            return false;
        } finally {
            if (listing != null) {
                listing.close();
            }
        }
    }

    private void send(DirectoryListing entry, String commands) {
        ServiceEntry service = known(entry);
        if (service == null) {
            return;
        }
        service.markSeen();
        if (!looked) {
            // Without a logger, what is in the pipe would be lost.
            starter.startLogger(service, entry.name());
        }
        if (serviceDue(service, commands)) {
            String name = entry.name();
            if (sent(name, commands)) {
                service.setSent(commands);
                if (commands.equals(KILL)) {
                    diagnostics.warn("killing " + name + ", which has not stopped in time");
                }
            }
        } else if (loggerDue(service)) {
            String log = entry.name() + '/' + ServiceFiles.LOG;
            if (sent(log, wantsUp(log) ? ONCE_MORE_AND_EXIT : EXIT)) {
                service.setLoggerSent();
            }
        }
    }

    private ServiceEntry known(DirectoryListing entry) {
        try {
            return entry.stat(seen) ? services.find(seen) : null;
        } catch (PosixException ignored) {
            // An entry that cannot be looked at is not a known service.
            return null;
        }
    }

    /** One that cannot be reached is tried again for as long as there is time. */
    private boolean sent(String directory, String commands) {
        try {
            ControlFifo.send(posix, directory, Bytes.of(commands));
            return true;
        } catch (PosixException ignored) {
            // Sent again for as long as there is time.
            return false;
        }
    }

    /** What cannot be read wants nothing. */
    private boolean wantsUp(String directory) {
        int file;
        try {
            file = posix.openRead(directory + '/' + ServiceFiles.STATUS);
        } catch (PosixException none) {
            return false;
        }
        try {
            return posix.read(file, status, 0, status.length) == status.length
                    && StatusCodec.decode(status).want() == Want.UP.code();
        } catch (PosixException unreadable) {
            return false;
        } finally {
            posix.close(file);
        }
    }
}
