package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ControlFifo;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.ServicePaths;
import io.daemontools.service.ServiceStatusReader;
import io.daemontools.service.Want;

/**
 * Sends commands to supervises during a {@link Shutdown}. It reads the directory of services, since svscan knows a service by
 * its identity but reaches it by its name. A service that has been moved out of the directory is reached by the working
 * directory of its supervise, which Linux shows in {@code /proc}. A supervise that does not listen yet is sent its commands at
 * the next attempt.
 */
final class ShutdownCommands {
    /** TERM, no further start, and the end of supervise. */
    static final String STOP = "dx";

    /** The same with KILL. */
    static final String KILL = "dxk";

    /**
     * The end of a logger's supervise when the logger ends, at the end of its input; and CONT, since a paused logger does not
     * read. CONT waits for the end of a logger's first second, and so do the commands behind it.
     */
    private static final String EXIT = "xc";

    /** The same for a logger that is about to be restarted: there may be input left. */
    private static final String START_AND_EXIT = "uxc";

    private final ServiceTable services;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final ServiceStarter starter;
    private final FileStatus seen = new FileStatus();
    private final ServiceStatusReader reader;
    private boolean loggersStarted;
    private boolean warned;

    ShutdownCommands(ServiceTable services, EventLoop loop, Posix posix, Diagnostics diagnostics) {
        this.services = services;
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.starter = new ServiceStarter(services, true, loop, new ServicePaths(), posix, diagnostics);
        this.reader = new ServiceStatusReader(posix);
    }

    /** Whether there is a supervise that has to be sent commands, or to be started. */
    boolean due(String commands) {
        for (int i = 0; i < services.size(); i++) {
            ServiceEntry service = services.get(i);
            boolean missing = service.superviseMissing() || service.loggerMissing();
            if (service.seen() && (missing || serviceDue(service, commands) || loggerDue(service))) {
                return true;
            }
        }
        return false;
    }

    private static boolean serviceDue(ServiceEntry service, String commands) {
        return service.supervised() && !service.sent(commands);
    }

    private static boolean loggerDue(ServiceEntry service) {
        return !service.supervised() && !service.superviseMissing() && service.logSupervised() && !service.loggerSent();
    }

    /** Sends the commands to all services, and the command to exit to the loggers whose services have ended. */
    void send(String commands) {
        services.markAllUnseen(posix.monotonicClock());
        if (readDirectory(commands)) {
            sendToMoved(commands);
        } else {
            services.markAllSeen();
        }
        loggersStarted = true;
    }

    private boolean readDirectory(String commands) {
        DirectoryListing listing = null;
        try {
            listing = posix.listWorkingDirectory();
            while (listing.next()) {
                if (!listing.hidden()) {
                    visit(listing, commands);
                }
            }
            return true;
        } catch (PosixException error) {
            if (!warned) {
                diagnostics.warn("unable to read directory", error);
                warned = true;
            }
            return false;
        } finally {
            if (listing != null) {
                listing.close();
            }
        }
    }

    private void visit(DirectoryListing entry, String commands) {
        ServiceEntry service = find(entry);
        if (service == null) {
            return;
        }
        service.markSeen();
        if (service.superviseMissing()) {
            starter.restartService(service, entry.name());
        }
        if (service.loggerMissing()) {
            startLogger(service, entry.name());
        }
        if (serviceDue(service, commands)) {
            sendToService(service, entry.name(), commands);
        } else if (loggerDue(service)) {
            sendToLogger(service, entry.name() + '/' + ServiceFiles.LOG);
            if (!service.loggerSent()) {
                // Only its own directory may have been moved.
                sendToLogger(service, workingDirectory(service.logSupervise()));
            }
        }
    }

    /** Without a logger, lines in the pipe would be lost. One that is missing at the beginning is started in any case. */
    private void startLogger(ServiceEntry service, String name) {
        if (loggersStarted) {
            starter.restartLogger(service, name);
        } else {
            starter.startLogger(service, name);
        }
    }

    /** Services that are not in the directory any more count as seen as long as they can be sent commands, or need none. */
    private void sendToMoved(String commands) {
        for (int i = 0; i < services.size(); i++) {
            ServiceEntry service = services.get(i);
            if (service.seen()) {
                continue;
            }
            service.startNothing();
            if (service.ended()) {
                continue;
            }
            if (serviceDue(service, commands)) {
                String directory = workingDirectory(service.supervise());
                if (hasControl(directory)) {
                    service.markSeen();
                    sendToService(service, directory, commands);
                }
            } else if (loggerDue(service)) {
                String directory = workingDirectory(service.logSupervise());
                if (hasControl(directory)) {
                    service.markSeen();
                    sendToLogger(service, directory);
                }
            } else {
                service.markSeen();
            }
        }
    }

    /** Of a watched supervise it is not known: process 0 has no entry there. */
    private static String workingDirectory(SuperviseProcess supervise) {
        return "/proc/" + supervise.pid() + "/cwd";
    }

    /** False if the directory has been removed, or cannot be reached. */
    private boolean hasControl(String directory) {
        try {
            return posix.stat(directory + '/' + ServiceFiles.CONTROL, seen);
        } catch (PosixException ignored) {
            return false;
        }
    }

    private void sendToService(ServiceEntry service, String directory, String commands) {
        if (sent(directory, commands)) {
            service.setSent(commands);
            if (commands.equals(KILL)) {
                diagnostics.warn("killing " + nameOf(directory) + ", which has not stopped in time");
            }
        }
    }

    private void sendToLogger(ServiceEntry service, String directory) {
        if (sent(directory, wantsUp(directory) ? START_AND_EXIT : EXIT)) {
            service.setLoggerSent();
        }
    }

    /** Where a working directory is, or the name unchanged. */
    private String nameOf(String directory) {
        if (!directory.startsWith("/")) {
            return directory;
        }
        try {
            return posix.readlink(directory);
        } catch (PosixException ignored) {
            return directory;
        }
    }

    private ServiceEntry find(DirectoryListing entry) {
        try {
            return entry.stat(seen) ? services.find(seen) : null;
        } catch (PosixException ignored) {
            // The service cannot be reached now; the next attempt looks again.
            return null;
        }
    }

    /** False if the supervise cannot be reached; it is tried again for as long as there is time. */
    private boolean sent(String directory, String commands) {
        try {
            ControlFifo.send(posix, directory, Bytes.of(commands));
            return true;
        } catch (PosixException ignored) {
            return false;
        }
    }

    /** A status that cannot be read counts as not wanted up. */
    private boolean wantsUp(String directory) {
        return reader.readFile(directory) && reader.status().want() == Want.UP.code();
    }
}
