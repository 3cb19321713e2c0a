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

/** What is found in a service directory: its status, or what is in the way of that. Used again for the next. */
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

    /** Why there is no status, in words; null if there is one. */
    String trouble() {
        return trouble;
    }

    /** Whether the service would be started of itself. */
    boolean normallyUp() {
        return normallyUp;
    }

    /** The status, if there is no trouble. */
    SuperviseStatus status() {
        return StatusCodec.decode(bytes);
    }

    /** Looks from here, which takes fewer calls. Answers false if what is in the way must be found out step by step. */
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

    /** Goes to the directory, and looks there step by step. */
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
