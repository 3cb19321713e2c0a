package io.daemontools.service;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The files of settings that have a service report that it is ready. A supervise reads them when it starts the service. */
public final class ReadinessFiles {
    private static final String[] NAMES = {
        SettingsFiles.NOTIFICATION_FD, SettingsFiles.NOTIFY_SOCKET, SettingsFiles.CHECK, SettingsFiles.DATA_CHECK
    };

    private final Posix posix;
    private final FileStatus file = new FileStatus();

    /** Looks for them through {@code posix}. */
    public ReadinessFiles(Posix posix) {
        this.posix = posix;
    }

    /** The first one that a service directory has, or null. */
    public String first(String directory) {
        return newerThan(directory, Long.MIN_VALUE);
    }

    /**
     * The first one that was changed after a moment, or null.
     *
     * @param moment of the wall clock, in nanoseconds
     */
    public String newerThan(String directory, long moment) {
        for (String name : NAMES) {
            if (exists(directory.concat("/").concat(name)) && file.modified() > moment) {
                return name;
            }
        }
        return null;
    }

    private boolean exists(String path) {
        try {
            return posix.stat(path, file);
        } catch (PosixException ignored) {
            // supervise cannot use it either.
            return false;
        }
    }
}
