package io.daemontools.svstat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.OkFifo;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.ServicePaths;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;

/** The status of a service directory, or the error that prevents reading it. Reused for the next directory. */
final class Findings {
    private static final String NOT_RUNNING = "supervise not running";

    private final Posix posix;
    private final ServicePaths names = new ServicePaths();
    private final FileStatus down = new FileStatus();
    private final byte[] bytes = new byte[StatusCodec.SIZE];
    private String trouble;
    private boolean normallyUp;

    Findings(Posix posix) {
        this.posix = posix;
    }

    /** The error message; null if there is a status. */
    String trouble() {
        return trouble;
    }

    /** Whether the service is normally up. */
    boolean normallyUp() {
        return normallyUp;
    }

    /** The status, if there is no error. */
    SuperviseStatus status() {
        return StatusCodec.decode(bytes);
    }

    /** Reads by path, which uses fewer calls. Returns false if the error must be found by going to the directory. */
    boolean fromHere(String directory) {
        if (directory.isEmpty()) {
            return false;
        }
        names.of(directory);
        try {
            normallyUp = !posix.stat(names.down(), down);
            if (OkFifo.held(posix, names.ok())) {
                read(posix.openRead(names.status()));
            } else {
                trouble = NOT_RUNNING;
            }
            return true;
        } catch (PosixException ignored) {
            // stepByStep finds out which step fails.
            return false;
        }
    }

    /** Changes to the directory and reads there. */
    void stepByStep(String directory) {
        String step = "chdir";
        try {
            posix.chdir(directory);
            step = "stat down";
            normallyUp = !posix.stat(ServiceFiles.DOWN, down);
            step = "open supervise/ok";
            if (!OkFifo.held(posix)) {
                trouble = NOT_RUNNING;
                return;
            }
            step = "open supervise/status";
            int file = posix.openRead(ServiceFiles.STATUS);
            step = "read supervise/status";
            read(file);
        } catch (PosixException error) {
            trouble = "unable to " + step + ": " + error.errno().text();
        }
    }

    /** Reads the open status file, and closes it. */
    private void read(int file) {
        try {
            int count = posix.read(file, bytes, 0, bytes.length);
            if (count == Posix.WOULD_BLOCK) {
                throw PosixException.of(Errno.EAGAIN);
            }
            trouble = count == bytes.length ? null : "unable to read supervise/status: bad format";
        } finally {
            posix.close(file);
        }
    }
}
