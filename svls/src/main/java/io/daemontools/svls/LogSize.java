package io.daemontools.svls;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The file {@code current} of a service: in its log directory {@code log/main}, or in the first one that it has. */
final class LogSize {
    private final Posix posix;
    private final LoggerDirectories logs;
    private final FileStatus file = new FileStatus();
    private boolean present;

    LogSize(Posix posix) {
        this.posix = posix;
        logs = new LoggerDirectories(posix);
    }

    /** Looks at that of a service directory; null for none. */
    void look(String directory) {
        present = directory != null && (isFile(directory.concat("/log/main/current")) || lookElsewhere(directory));
    }

    private boolean lookElsewhere(String directory) {
        for (String log : logs.of(directory.concat("/log"))) {
            if (isFile(log.concat("/current"))) {
                return true;
            }
        }
        return false;
    }

    private boolean isFile(String path) {
        try {
            return posix.stat(path, file) && file.regular();
        } catch (PosixException ignored) {
            // It is not for this user.
            return false;
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
