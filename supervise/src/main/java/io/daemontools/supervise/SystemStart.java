package io.daemontools.supervise;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.posix.ProcessIdentity;

/** What distinguishes this start of the system, or of the container, from others: its process 1. */
final class SystemStart {
    private static final int FIRST_PROCESS = 1;

    private SystemStart() {}

    /**
     * A hash of it.
     *
     * @return 0 if processes cannot be identified
     * @throws PosixException EMFILE, ENFILE, ENOMEM: it may be known later
     */
    static long hash(ProcessIdentifier identifier, Posix posix) {
        if (!identifier.works()) {
            return 0;
        }
        ProcessIdentity first = new ProcessIdentity();
        try {
            identifier.identify(posix, FIRST_PROCESS, first);
        } catch (PosixException hidden) {
            if (hidden.errno().shortage()) {
                throw hidden;
            }
            // In a jail there is no process 1.
            first.clear();
        }
        return Bytes.hash(identifier.system(), first.number());
    }
}
