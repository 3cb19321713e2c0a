package io.daemontools.service;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * Reads the state of service directories, one after the other. Each read replaces the result of the one before. A read
 * without a problem allocates nothing.
 */
public final class ServiceStatusReader {
    private final Posix posix;
    private final ServicePaths paths = new ServicePaths();
    private final FileStatus down = new FileStatus();
    private final byte[] bytes = new byte[StatusCodec.SIZE];
    private ServiceProblem problem;
    private boolean normallyUp;

    /** Reads through {@code posix}. */
    public ServiceStatusReader(Posix posix) {
        this.posix = posix;
    }

    /**
     * Reads the state of a service directory by path, without leaving the working directory.
     *
     * @return false if a call failed; {@link #readFromInside} finds out which
     */
    public boolean readByPath(String directory) {
        if (directory.isEmpty()) {
            return false;
        }
        paths.of(directory);
        try {
            normallyUp = !posix.stat(paths.down(), down);
            if (OkFifo.held(posix, paths.ok())) {
                read(posix.openRead(paths.status()));
            } else {
                problem = ServiceProblem.NOT_RUNNING;
            }
            return true;
        } catch (PosixException ignored) {
            // By path, ENOENT and EACCES do not show which directory is missing or closed.
            return false;
        }
    }

    /** Changes the working directory to a service directory and reads its state there. */
    public void readFromInside(String directory) {
        ServiceProblem.Step step = ServiceProblem.Step.CHDIR;
        try {
            posix.chdir(directory);
            step = ServiceProblem.Step.STAT_DOWN;
            normallyUp = !posix.stat(ServiceFiles.DOWN, down);
            step = ServiceProblem.Step.OPEN_OK;
            if (!OkFifo.held(posix)) {
                problem = ServiceProblem.NOT_RUNNING;
                return;
            }
            step = ServiceProblem.Step.OPEN_STATUS;
            int file = posix.openRead(ServiceFiles.STATUS);
            step = ServiceProblem.Step.READ_STATUS;
            read(file);
        } catch (PosixException error) {
            problem = new ServiceProblem(step, error.errno());
        }
    }

    /**
     * Reads the status file of a service directory by path, whether or not a supervise runs there.
     *
     * @return whether there is a {@link #status}
     */
    public boolean readFile(CharSequence directory) {
        try {
            read(posix.openRead(paths.of(directory).status()));
            return problem == null;
        } catch (PosixException ignored) {
            // The caller has no use for the reason.
            return false;
        }
    }

    /** Why there is no status, or null if there is one. */
    public ServiceProblem problem() {
        return problem;
    }

    /** Whether supervise starts the service without a command: whether there is no file {@code down}. */
    public boolean normallyUp() {
        return normallyUp;
    }

    /** The status that was read, if there was no {@link #problem}. */
    public SuperviseStatus status() {
        return StatusCodec.decode(bytes);
    }

    /** Reads and closes an open status file. */
    private void read(int file) {
        try {
            int count = posix.read(file, bytes, 0, bytes.length);
            if (count == Posix.WOULD_BLOCK) {
                throw PosixException.of(Errno.EAGAIN);
            }
            problem = count == bytes.length ? null : ServiceProblem.BAD_FORMAT;
        } finally {
            posix.close(file);
        }
    }
}
