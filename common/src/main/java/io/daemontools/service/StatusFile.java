package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * The status file of the service directory that is the working directory. It is replaced by rename, so a reader never gets
 * a partial status. If this fails, a warning is printed, the old status stays, and the write can be retried.
 */
public final class StatusFile {
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final String directory;
    private boolean pending;

    /** The status file; {@code directory} is the service directory's name in messages. */
    public StatusFile(Posix posix, Diagnostics diagnostics, String directory) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.directory = directory;
    }

    /** Replaces the status. */
    public void replace(byte[] status) {
        pending = false;
        put(status);
    }

    /** Retries the last write, which has failed and was reported. */
    public void retry(byte[] status) {
        put(status);
    }

    /** Whether the last write failed. */
    public boolean pending() {
        return pending;
    }

    private void put(byte[] status) {
        if (write(status)) {
            try {
                posix.rename(ServiceFiles.STATUS_NEW, ServiceFiles.STATUS);
                pending = false;
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

    /** Prints a warning, unless this is a retry. */
    private void failed(String before, String after) {
        if (!pending) {
            diagnostics.warn(before + directory + '/' + ServiceFiles.STATUS_NEW + after);
        }
        pending = true;
    }
}
