package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * The status file of the service directory one is in. It is replaced as a whole, so that nobody reads half a status; if
 * it cannot be, that is told, the old one stays, and the new one can be tried again.
 */
public final class StatusFile {
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final String directory;
    private boolean outdated;

    /** The status file, with the service directory's name for messages. */
    public StatusFile(Posix posix, Diagnostics diagnostics, String directory) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.directory = directory;
    }

    /** Puts a new status in place of the old. */
    public void replace(byte[] status) {
        outdated = false;
        put(status);
    }

    /** Tries once more what has failed, and been told, before. */
    public void retry(byte[] status) {
        put(status);
    }

    /** Whether the last status could not be put in place. */
    public boolean outdated() {
        return outdated;
    }

    private void put(byte[] status) {
        if (write(status)) {
            try {
                posix.rename(ServiceFiles.STATUS_NEW, ServiceFiles.STATUS);
                outdated = false;
            } catch (PosixException error) {
                failed("unable to rename ", " to status", error);
            }
        }
    }

    private boolean write(byte[] status) {
        int file;
        try {
            file = posix.openTruncate(ServiceFiles.STATUS_NEW);
        } catch (PosixException error) {
            failed("unable to open ", "", error);
            return false;
        }
        try {
            int count = posix.write(file, status, 0, status.length);
            if (count == status.length) {
                return true;
            }
            if (count == Descriptors.WOULD_BLOCK) {
                throw PosixException.of(Errno.EAGAIN);
            }
            failed("unable to write ", ": partial write");
        } catch (PosixException error) {
            failed("unable to write ", "", error);
        } finally {
            posix.close(file);
        }
        return false;
    }

    private void failed(String before, String after, PosixException error) {
        failed(before, after + ": " + error.errno().text());
    }

    /** Tells it, unless this is another try at what has failed before. */
    private void failed(String before, String after) {
        if (!outdated) {
            diagnostics.warn(before + directory + '/' + ServiceFiles.STATUS_NEW + after);
        }
        outdated = true;
    }
}
