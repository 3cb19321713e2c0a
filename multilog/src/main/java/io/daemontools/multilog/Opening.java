package io.daemontools.multilog;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Opens a log directory, and puts it in order after an outage. Every trouble is fatal here. */
final class Opening {
    private static final int DIRECTORY_MODE = 0700;

    /** The bit of {@link LogDirectory#FINISHED} that tells a finished file: its owner may execute it. */
    private static final int FINISHED_BIT = 0100;

    private final Posix posix;
    private final Trouble trouble;
    private final FileStatus status = new FileStatus();
    private long size;

    /** Opens directories by names that are good in the working directory. */
    Opening(Posix posix, Trouble trouble) {
        this.posix = posix;
        this.trouble = trouble;
    }

    /** Opens and locks the directory, which is the working directory then, and its {@link LogDirectory#CURRENT}. */
    LogDirectory open(String name, Retention retention) {
        LogDirectory directory = new LogDirectory(posix, trouble, retention, enter(name));
        lock();
        if (finished(LogDirectory.CURRENT)) {
            size = status.size();
            begin(directory, "unable to append to ");
        } else {
            recover(directory);
            size = 0;
            empty(LogDirectory.STATE);
            begin(directory, "unable to write to ");
        }
        return directory;
    }

    /** How many bytes {@link LogDirectory#CURRENT} had when it was opened. */
    long size() {
        return size;
    }

    private int enter(String name) {
        try {
            posix.mkdir(name, DIRECTORY_MODE);
        } catch (PosixException toldByOpening) {
            trouble.ignore(toldByOpening);
        }
        try {
            int descriptor = posix.openRead(name);
            posix.chdir(descriptor);
            return descriptor;
        } catch (PosixException error) {
            throw trouble.fatal("unable to open directory ", "", error);
        }
    }

    /** Nobody else writes here for as long as this process lives. */
    private void lock() {
        try {
            posix.tryLock(posix.openAppend(LogDirectory.LOCK));
        } catch (PosixException error) {
            throw trouble.fatal("unable to lock directory ", "", error);
        }
    }

    private boolean finished(String file) {
        try {
            if (posix.stat(file, status)) {
                return (status.permissions() & FINISHED_BIT) != 0;
            }
        } catch (PosixException error) {
            throw trouble.fatal("unable to stat ", '/' + file, error);
        }
        trouble.missing();
        return false;
    }

    /** Finishes what an outage left behind; a finished {@link LogDirectory#PROCESSED} lacks only its name. */
    private void recover(LogDirectory directory) {
        remove(LogDirectory.STATE);
        remove(LogDirectory.NEW_STATE);
        if (finished(LogDirectory.PROCESSED)) {
            remove(LogDirectory.PREVIOUS);
            directory.finish(LogDirectory.PROCESSED, FinishedFile.SAFE);
        } else {
            remove(LogDirectory.PROCESSED);
            directory.finish(LogDirectory.PREVIOUS, FinishedFile.UNSAFE);
        }
        directory.finish(LogDirectory.CURRENT, FinishedFile.UNSAFE);
    }

    private void remove(String file) {
        try {
            posix.unlink(file);
        } catch (PosixException error) {
            trouble.ignore(error);
        }
    }

    private void empty(String file) {
        try {
            posix.close(posix.openTruncate(file));
        } catch (PosixException error) {
            throw trouble.fatal("unable to write to ", '/' + file, error);
        }
    }

    private void begin(LogDirectory directory, String failure) {
        try {
            directory.setCurrent(posix.openAppend(LogDirectory.CURRENT));
        } catch (PosixException error) {
            throw trouble.fatal(failure, '/' + LogDirectory.CURRENT, error);
        }
        try {
            directory.take(Step.BEGIN_CURRENT);
        } catch (PosixException error) {
            throw trouble.fatal(Step.BEGIN_CURRENT.before(), Step.BEGIN_CURRENT.after(), error);
        }
    }
}
