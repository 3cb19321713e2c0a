package io.daemontools.svls;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The file {@code log/main/current} of a service. */
final class LogSize {
    private final Posix posix;
    private final FileStatus file = new FileStatus();
    private boolean present;

    LogSize(Posix posix) {
        this.posix = posix;
    }

    /** Looks at that of a service directory; null for none. */
    void look(String directory) {
        try {
            present = directory != null && posix.stat(directory.concat("/log/main/current"), file) && file.regular();
        } catch (PosixException ignored) {
            // It is not for this user.
            present = false;
        }
    }

    /** Its size, or {@link Metric#NONE}. */
    long bytes() {
        return present ? file.size() : Metric.NONE;
    }

    /** When it was last written to, in seconds, or {@link Metric#NONE}. */
    long written() {
        return present ? file.modified() / Posix.SECOND : Metric.NONE;
    }
}
