package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * The status file of the service directory one is in. It is replaced as a whole, so that nobody reads half a status; if
 * it cannot be, that is told and the old one stays.
 */
public final class StatusFile {
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final String directory;

    /** The status file, with the service directory's name for messages. */
    public StatusFile(Posix posix, Diagnostics diagnostics, String directory) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.directory = directory;
    }

    /** Puts a new status in place of the old. */
    public void replace(byte[] status) {
        if (write(status)) {
            try {
                posix.rename(ServiceDirectory.STATUS_NEW, ServiceDirectory.STATUS);
            } catch (PosixException error) {
                warn("unable to rename ", " to status", error);
            }
        }
    }

    private boolean write(byte[] status) {
        int file;
        try {
            file = posix.openTruncate(ServiceDirectory.STATUS_NEW);
        } catch (PosixException error) {
            warn("unable to open ", "", error);
            return false;
        }
        try {
            if (posix.write(file, status, 0, status.length) == status.length) {
                return true;
            }
            diagnostics.warn("unable to write " + directory + '/' + ServiceDirectory.STATUS_NEW + ": partial write");
        } catch (PosixException error) {
            warn("unable to write ", "", error);
        } finally {
            posix.close(file);
        }
        return false;
    }

    private void warn(String before, String after, PosixException error) {
        diagnostics.warn(before + directory + '/' + ServiceDirectory.STATUS_NEW + after, error);
    }
}
