package io.daemontools.service;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServiceProblem.Step;
import io.daemontools.time.Tai64nLabel;
import java.util.Arrays;

/**
 * Reads what the files of a service directory reveal: its status, its state and its history. It stays in the working directory and
 * never writes. Each read replaces the result of the one before; one without a problem allocates nothing.
 *
 * <p>The supervise of 0.76, of daemontools-encore and of runit writes no history and no state. Those that another supervise has left
 * do not count.
 */
public final class ServiceReader {
    private final Posix posix;
    private final ServicePaths paths = new ServicePaths();
    private final FileStatus file = new FileStatus();
    private final byte[] bytes = new byte[StatusCodec.SIZE];
    private final RunHistory history;
    private final StateReader states;
    private final ServiceState state = new ServiceState();
    private ServiceProblem problem;
    private boolean absent;
    private boolean supervised;
    private boolean hasStatus;
    private boolean hasHistory;
    private boolean hasState;
    private boolean settled;
    private int pid;

    /** Reads through {@code posix}. */
    public ServiceReader(Posix posix) {
        this.posix = posix;
        history = new RunHistory(posix);
        states = new StateReader(posix);
    }

    /** Reads a service directory, whose name is not empty. */
    public void read(CharSequence directory) {
        paths.of(directory);
        read();
    }

    /** Reads the directory of the logger of a service. */
    public void readLogger(CharSequence directory) {
        paths.ofLog(directory);
        read();
    }

    private void read() {
        problem = null;
        absent = false;
        supervised = false;
        hasStatus = false;
        hasHistory = false;
        hasState = false;
        settled = true;
        pid = 0;
        Arrays.fill(bytes, (byte) 0);
        Step step = Step.OPEN_OK;
        try {
            supervised = held();
            step = Step.OPEN_STATUS;
            readStatus();
            readMore();
        } catch (PosixException error) {
            problem = new ServiceProblem(step, error.errno());
            absent = step == Step.OPEN_OK && absent(error.errno());
        }
    }

    /** With ENOENT it has been looked for. */
    private boolean absent(Errno errno) {
        return errno == Errno.ENOENT || (errno == Errno.ENOTDIR && !isDirectory(paths.directory()));
    }

    private boolean isDirectory(CharSequence path) {
        try {
            return posix.stat(path, file) && file.directory();
        } catch (PosixException ignored) {
            // Its files cannot be read either.
            return false;
        }
    }

    /** Whether a supervise runs. If no FIFO is there, the directory may not be there either. */
    private boolean held() {
        try {
            return OkFifo.held(posix, paths.ok());
        } catch (PosixException error) {
            if (error.errno() == Errno.ENOENT && posix.stat(paths.directory(), file)) {
                return false;
            }
            throw error;
        }
    }

    private void readStatus() {
        int status;
        try {
            status = posix.openRead(paths.status());
        } catch (PosixException error) {
            if (error.errno() == Errno.ENOENT) {
                return;
            }
            throw error;
        }
        try {
            hasStatus = posix.read(status, bytes, 0, bytes.length) == bytes.length;
        } finally {
            posix.close(status);
        }
        if (hasStatus) {
            pid = StatusCodec.pid(bytes);
        } else {
            problem = ServiceProblem.BAD_FORMAT;
        }
    }

    /** A history or a state that does not fit the status is of another supervise, or is just being replaced. */
    private void readMore() {
        if (!hasStatus) {
            return;
        }
        if (history.read(paths.history(), supervised ? pid : 0)) {
            hasHistory = pid == 0 || lastRun().pid() == pid;
            settled = hasHistory;
        }
        StateReader.Result found = states.read(paths.state(), state);
        hasState = found == StateReader.Result.PRESENT
                && state.pid() == pid
                && (pid != 0 || !hasHistory || state.sequence() == history.last());
        settled &= hasState || found == StateReader.Result.ABSENT;
    }

    /** Why not all could be read, or null. */
    public ServiceProblem problem() {
        return problem;
    }

    /** Whether there is no directory of that name. */
    public boolean absent() {
        return absent;
    }

    /** Whether a supervise runs. False if that is not {@linkplain #supervisionKnown known}. */
    public boolean supervised() {
        return supervised;
    }

    /** Whether it could be seen whether a supervise runs. */
    public boolean supervisionKnown() {
        return problem == null || absent || problem.step() != Step.OPEN_OK;
    }

    /** Whether it is known what a supervise does: none runs, or there is its status. */
    public boolean conditionKnown() {
        return supervised ? hasStatus && problem == null : supervisionKnown();
    }

    /** Whether there is no file {@code down} now: {@code stat(2)}. */
    public boolean normallyUp() {
        try {
            return !down();
        } catch (PosixException ignored) {
            // supervise could not see it either.
            return true;
        }
    }

    /**
     * Whether there is a file {@code down} now: {@code stat(2)}.
     *
     * @throws PosixException if that is not known, as EACCES
     */
    public boolean down() {
        return posix.stat(paths.down(), file);
    }

    /** Whether the service has a logger now: {@code stat(2)}. */
    public boolean logged() {
        return isDirectory(paths.log());
    }

    /** Whether there is a status. If no supervise runs, it is the one that the last supervise has left. */
    public boolean hasStatus() {
        return hasStatus;
    }

    /** The process id of the service, or of its {@code finish}; 0 if none runs. The pattern of its 32 bits is unsigned. */
    public int pid() {
        return pid;
    }

    /** Whether the service was paused by a command. */
    public boolean paused() {
        return hasStatus && StatusCodec.paused(bytes);
    }

    /** What is wanted of the service. */
    public Want want() {
        return Want.of(StatusCodec.want(bytes));
    }

    /** When its process was started or has ended: the wall clock in nanoseconds; 0 if that is not known. */
    public long since() {
        return Tai64nLabel.unpack(bytes, 0);
    }

    /** Whether there is a history of the supervise that wrote the status. */
    public boolean hasHistory() {
        return hasHistory;
    }

    /** The history, if there {@linkplain #hasHistory is} one. */
    public RunHistory history() {
        return history;
    }

    /** The last run of the service or of its {@code finish}, if there is a {@linkplain #hasHistory history}. */
    public RunStart lastRun() {
        return history.lastStart();
    }

    /** The state, or null if none was published. */
    public ServiceState state() {
        return hasState ? state : null;
    }

    /**
     * Whether the files fit each other. If they do not, a supervise is just writing them, or those that do not fit the status were
     * left by another one.
     */
    public boolean settled() {
        return settled;
    }

    /** Whether the process is that of {@code finish}. */
    public boolean finishing() {
        if (pid == 0) {
            return false;
        }
        return hasState
                ? state.phase() == ServicePhase.FINISHING
                : hasHistory && lastRun().reason() == StartReason.FINISH;
    }

    /** Whether the service itself runs under a supervise. */
    public boolean up() {
        return supervised && pid != 0 && !finishing();
    }

    /** Whether the service has failed for good. */
    public boolean failed() {
        return supervised && hasState && state.phase() == ServicePhase.FAILED;
    }
}
