package io.daemontools.svscan;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.posix.ProcessIdentity;
import io.daemontools.service.RunEnd;
import io.daemontools.service.RunHistory;
import io.daemontools.service.RunStart;
import io.daemontools.service.ServicePaths;
import io.daemontools.service.ServiceStatusReader;

/** Whether the process of a service without a supervise still runs, by the identity in its history: its process id alone may be another's. */
final class LastRun {
    private final ServicePaths paths;
    private final ServiceStatusReader reader;
    private final Posix posix;
    private final RunStart start = new RunStart();
    private final RunEnd end = new RunEnd();
    private final ProcessIdentity identity = new ProcessIdentity();

    /** Both are null until they are needed: most svscans never do. */
    private RunHistory history;

    private ProcessIdentifier identifier;

    /**
     * For all services.
     *
     * @param paths and {@code reader} for its use
     */
    LastRun(ServicePaths paths, ServiceStatusReader reader, Posix posix) {
        this.paths = paths;
        this.reader = reader;
        this.posix = posix;
    }

    /** A process without an identity counts as ended: a supervise would start the service again, not adopt it. */
    boolean runs(CharSequence directory) {
        try {
            if (identifier == null) {
                identifier = new ProcessIdentifier(posix);
                history = new RunHistory(posix);
            }
            int pid = reader.readFile(directory) ? (int) reader.status().pid() : 0;
            if (!history.read(paths.of(directory).history(), pid)
                    || !history.start(history.last(), start)
                    || history.end(history.last(), end)) {
                return false;
            }
            identifier.identify(posix, start.pid(), identity);
            return identity.sameAs(start.identity());
        } catch (PosixException error) {
            // ESRCH: it has ended. After a shortage, the supervise that is started finds out.
            return error.errno() != Errno.ESRCH;
        }
    }
}
