package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ControlFifo;
import io.daemontools.service.OkFifo;
import io.daemontools.service.ServiceFiles;

/**
 * The descriptors that supervise holds open as long as it runs: of the lock, of both ends of the control FIFO, and of ok. They stay
 * open when supervise replaces its program. Methods open files of the service directory that is the working directory.
 */
final class HeldDescriptors {
    private static final int NONE = -1;

    private final String directory;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private int lock = NONE;
    private int control = NONE;
    private int controlWriter = NONE;
    private int ok = NONE;
    private PosixException directoryFailure;

    /** None yet; {@code directory} is the service directory's name in messages. */
    HeldDescriptors(String directory, Posix posix, Diagnostics diagnostics) {
        this.directory = directory;
        this.posix = posix;
        this.diagnostics = diagnostics;
    }

    /** Takes those that this process was started with. One of another file than the one of its name is not used. */
    void resume(SavedState state) {
        lock = taken(state.get(SavedState.LOCK), ServiceFiles.LOCK);
        control = taken(state.get(SavedState.CONTROL), ServiceFiles.CONTROL);
        controlWriter = taken(state.get(SavedState.CONTROL_WRITER), ServiceFiles.CONTROL);
        ok = taken(state.get(SavedState.OK), ServiceFiles.OK);
    }

    private int taken(long number, String path) {
        int descriptor = (int) number;
        try {
            posix.closeOnExec(descriptor);
        } catch (PosixException ignored) {
            // A script in between has closed it.
            return NONE;
        }
        return perhapsIs(descriptor, path) ? descriptor : NONE;
    }

    private boolean perhapsIs(int descriptor, String path) {
        FileStatus passed = new FileStatus();
        FileStatus named = new FileStatus();
        try {
            posix.stat(descriptor, passed);
            // Without the name, it could not be opened again: the directory was removed, and supervise goes on without
            // it.
            return !posix.stat(path, named) || passed.same(named);
        } catch (PosixException unknown) {
            // It was that file a moment ago, in the same process.
            return true;
        }
    }

    /** Sets why the directory {@code supervise} could not be made: without it, there can be no lock. */
    void setDirectoryFailure(PosixException failure) {
        directoryFailure = failure;
    }

    /** Takes the lock that makes this the one supervise of the service directory. */
    void lock() {
        try {
            if (lock == NONE) {
                lock = posix.openAppend(ServiceFiles.LOCK);
            }
            posix.tryLock(lock);
        } catch (PosixException error) {
            boolean noDirectory = error.errno() == Errno.ENOENT && directoryFailure != null;
            throw diagnostics.fatal(
                    "unable to acquire " + directory + '/' + ServiceFiles.LOCK, noDirectory ? directoryFailure : error);
        }
    }

    /**
     * Takes the lock of {@code fcntl(2)}, too, by which programs of s6 see that a supervise runs. No other descriptor of the file is ever
     * opened: to close it would release the lock.
     */
    void lockf() {
        try {
            posix.lockf(lock);
        } catch (PosixException ignored) {
            // On FreeBSD, that of flock(2) is in its way, and serves the same purpose. Otherwise s6 misses it, and
            // reports that.
            return;
        }
    }

    /** Opens both ends of the control FIFO. */
    void serveControl() {
        if (control == NONE || controlWriter == NONE) {
            control = ControlFifo.serve(posix, diagnostics, directory);
            controlWriter = ControlFifo.holdWriter(posix, diagnostics, directory);
        }
    }

    /** The end of the control FIFO to read commands from. */
    int control() {
        return control;
    }

    /** Opens ok. */
    void ok() {
        if (ok == NONE) {
            ok = OkFifo.hold(posix, diagnostics, directory);
        }
    }

    /** Adds them to the state of supervise. */
    void save(SavedState state) {
        state.set(SavedState.LOCK, lock);
        state.set(SavedState.CONTROL, control);
        state.set(SavedState.CONTROL_WRITER, controlWriter);
        state.set(SavedState.OK, ok);
    }

    /** Has the next program of this process inherit them. */
    void inherit() {
        posix.inherit(lock);
        posix.inherit(control);
        posix.inherit(controlWriter);
        posix.inherit(ok);
    }

    /** Has no program inherit them. */
    void closeOnExec() {
        posix.closeOnExec(lock);
        posix.closeOnExec(control);
        posix.closeOnExec(controlWriter);
        posix.closeOnExec(ok);
    }
}
