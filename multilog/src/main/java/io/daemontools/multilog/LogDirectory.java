package io.daemontools.multilog;

import static io.daemontools.log.LogFiles.CURRENT;
import static io.daemontools.log.LogFiles.NEW_STATE;
import static io.daemontools.log.LogFiles.PREVIOUS;
import static io.daemontools.log.LogFiles.PROCESSED;
import static io.daemontools.log.LogFiles.STATE;

import io.daemontools.log.LogFileName;
import io.daemontools.log.LogFiles;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A log directory: opened, recovered after an outage, written to and rotated.
 *
 * <p>A step of a rotation that is given up leaves the directory as an outage would, and what is still to be written goes to the file that is
 * open. The next multilog recovers it.
 */
final class LogDirectory {
    private static final int CLOSED = -1;

    private final Posix posix;
    private final Retry retry;
    private final StartingDirectory start;
    private final String name;
    private final Processor processor;
    private final Finisher finisher;
    private final BooleanSupplier[] rotation;
    private final FileStatus status = new FileStatus();
    private int descriptor;
    private int lock;
    private int current;
    private int opened;
    private boolean interrupted;
    private boolean writable = true;

    /** Whether {@code previous} is what this rotation has renamed. */
    private boolean setAside;

    /** Bytes that could not be written. */
    private long lost;

    /**
     * A directory that is not open yet.
     *
     * @param start the directory that {@code name} is relative to
     * @param name as in the script, for messages
     * @param processor what full files go through, or null
     * @param finisher turns files into old log files
     */
    LogDirectory(
            Posix posix, Retry retry, StartingDirectory start, String name, Processor processor, Finisher finisher) {
        this.posix = posix;
        this.retry = retry;
        this.start = start;
        this.name = name;
        this.processor = processor;
        this.finisher = finisher;
        this.rotation = rotation();
    }

    /**
     * Opens and locks the directory, which becomes the working directory, and its {@code current}. A failure is fatal.
     *
     * @return the size of {@code current} in bytes
     */
    long open() {
        createDirectory();
        retry.orFatal("unable to open directory ", name, "", () -> {
            descriptor = posix.openRead(name);
            posix.chdir(descriptor);
        });
        retry.orFatal("unable to lock directory ", name, "", () -> {
            lock = posix.openAppend(LogFiles.LOCK);
            posix.tryLock(lock);
        });
        if (isFinished(CURRENT)) {
            long size = status.size();
            openCurrent("unable to append to ");
            return size;
        }
        recover();
        retry.orFatal("unable to write to ", name, "/state", () -> posix.close(posix.openTruncate(STATE)));
        openCurrent("unable to write to ");
        return 0;
    }

    /** Appends bytes to {@code current}. Once that is given up, drops them. */
    void write(byte[] bytes, int length) {
        int written = 0;
        while (writable && written < length) {
            try {
                int count = posix.write(current, bytes, written, length - written);
                if (count > 0) {
                    written += count;
                } else {
                    pauseForWriting(PosixException.of(Errno.EAGAIN));
                }
            } catch (PosixException error) {
                pauseForWriting(error);
            }
        }
        lost += length - written;
    }

    private void pauseForWriting(PosixException error) {
        writable = retry.pause("unable to write to ", name, "/current", error);
    }

    /** Whether {@link #write} has not been given up. */
    boolean writable() {
        return writable;
    }

    /** Turns {@code current} into an old log file and starts a new one, unless a rotation has been given up. */
    void rotate() {
        if (interrupted || !writable) {
            return;
        }
        setAside = true;
        for (BooleanSupplier step : rotation) {
            if (!step.getAsBoolean()) {
                interrupted = retry.gaveUp();
                return;
            }
        }
    }

    /** Leaves {@code current} so that the next multilog continues it; after a failure, so that it recovers it. */
    void close() {
        boolean synced = retry.untilDone("unable to write ", name, "/current to disk", () -> posix.fsync(current));
        if (synced && writable && !interrupted) {
            retry.untilDone("unable to set mode of ", name, "/current", () -> posix.chmod(current, LogFiles.FINISHED));
        }
        if (lost > 0) {
            retry.warn("unable to write " + lost + " bytes to ", name, "/current");
        }
    }

    /**
     * The steps of a rotation, as in 0.76's {@code fullcurrent()}. Whatever step is the last before an outage,
     * {@link #recover} keeps every line. They are made once, so that a rotation allocates nothing. A step returns false if the rotation ends
     * with it: it was given up, or there is no {@code previous}.
     */
    private BooleanSupplier[] rotation() {
        List<BooleanSupplier> steps = new ArrayList<>();
        steps.add(retried("unable to switch to ", "", () -> posix.chdir(descriptor)));
        steps.add(retried("unable to write ", "/current to disk", () -> posix.fsync(current)));
        steps.add(this::setAside);
        steps.add(this::create);
        steps.add(retried("unable to set mode of ", "/current", () -> posix.chmod(current, LogFiles.UNFINISHED)));
        steps.add(() -> setAside && markFinished());
        if (processor == null) {
            steps.add(() -> finisher.finish(PREVIOUS, LogFileName.SAFE));
        } else {
            steps.add(processor::run);
            steps.add(retried("unable to create ", "/processed", () -> opened = posix.openAppend(PROCESSED)));
            steps.add(retried("unable to write ", "/processed to disk", () -> posix.fsync(opened)));
            steps.add(retried("unable to set mode of ", "/processed", () -> posix.chmod(opened, LogFiles.FINISHED)));
            steps.add(this::closeOpened);
            steps.add(retried("unable to create ", "/newstate", () -> opened = posix.openAppend(NEW_STATE)));
            steps.add(retried("unable to write ", "/newstate to disk", () -> posix.fsync(opened)));
            steps.add(this::closeOpened);
            steps.add(retried("unable to remove ", "/previous", () -> removeIfExists(PREVIOUS)));
            steps.add(retried(
                    "unable to rename newstate to state in directory ", "", () -> posix.rename(NEW_STATE, STATE)));
            steps.add(() -> finisher.finish(PROCESSED, LogFileName.SAFE));
        }
        return steps.toArray(new BooleanSupplier[0]);
    }

    private BooleanSupplier retried(String before, String after, Runnable call) {
        return retry.retried(before, name, after, call);
    }

    /** Renames {@code current}, which stays open until there is a new one. If someone else has removed it, its lines are lost. */
    private boolean setAside() {
        for (; ; ) {
            try {
                posix.rename(CURRENT, PREVIOUS);
                return true;
            } catch (PosixException error) {
                if (error.errno() == Errno.ENOENT) {
                    retry.warn("unable to rename current to previous in directory ", name, "", error);
                    setAside = false;
                    return true;
                }
                if (!retry.pause("unable to rename current to previous in directory ", name, "", error)) {
                    return false;
                }
            }
        }
    }

    private boolean create() {
        for (; ; ) {
            try {
                int created = posix.openAppend(CURRENT);
                posix.close(current);
                current = created;
                return true;
            } catch (PosixException error) {
                boolean removed = error.errno() == Errno.ENOENT && start.reaches(name);
                boolean again = removed ? openAgain() : retry.pause("unable to create ", name, "/current", error);
                if (!again) {
                    return false;
                }
            }
        }
    }

    /** Opens the directory by its name, after someone else has removed it. Returns false if that was given up. */
    private boolean openAgain() {
        setAside = false;
        for (; ; ) {
            try {
                start.enterAgain();
                posix.mkdir(name, LogFiles.DIRECTORY_MODE);
                replace();
                posix.close(posix.openTruncate(STATE));
                return true;
            } catch (PosixException error) {
                if (!retry.pause("unable to open directory ", name, "", error)) {
                    return false;
                }
            }
        }
    }

    private void replace() {
        int directory = posix.openRead(name);
        int newLock = CLOSED;
        try {
            posix.chdir(directory);
            newLock = posix.openAppend(LogFiles.LOCK);
            posix.tryLock(newLock);
        } catch (PosixException error) {
            posix.close(directory);
            closeIfOpen(newLock);
            throw error;
        }
        posix.close(descriptor);
        posix.close(lock);
        descriptor = directory;
        lock = newLock;
    }

    private void closeIfOpen(int file) {
        if (file != CLOSED) {
            posix.close(file);
        }
    }

    /** Marks {@code previous} as complete, unless someone else has removed it. */
    private boolean markFinished() {
        for (; ; ) {
            try {
                posix.chmod(PREVIOUS, LogFiles.FINISHED);
                return true;
            } catch (PosixException error) {
                if (error.errno() == Errno.ENOENT || !retry.pause("unable to set mode of ", name, "/previous", error)) {
                    return false;
                }
            }
        }
    }

    private boolean closeOpened() {
        posix.close(opened);
        return true;
    }

    private void removeIfExists(String file) {
        try {
            posix.unlink(file);
        } catch (PosixException error) {
            if (error.errno() != Errno.ENOENT) {
                throw error;
            }
        }
    }

    /** Finishes the files that an outage left. A {@code processed} that is complete lacks nothing but its name. */
    private void recover() {
        removeIfPossible(STATE);
        removeIfPossible(NEW_STATE);
        if (isFinished(PROCESSED)) {
            removeIfPossible(PREVIOUS);
            finisher.finish(PROCESSED, LogFileName.SAFE);
        } else {
            removeIfPossible(PROCESSED);
            finisher.finish(PREVIOUS, LogFileName.UNSAFE);
        }
        finisher.finish(CURRENT, LogFileName.UNSAFE);
    }

    private void createDirectory() {
        try {
            if (!posix.mkdir(name, LogFiles.DIRECTORY_MODE)) {
                retry.setLastError(Errno.EEXIST);
            }
        } catch (PosixException ignored) {
            // A directory that does not exist cannot be opened either, and that is reported.
            retry.setLastError(ignored.errno());
        }
    }

    private void openCurrent(String failure) {
        retry.orFatal(failure, name, "/current", () -> current = posix.openAppend(CURRENT));
        retry.orFatal("unable to set mode of ", name, "/current", () -> posix.chmod(current, LogFiles.UNFINISHED));
    }

    private boolean isFinished(String file) {
        try {
            if (posix.stat(file, status)) {
                return LogFiles.isFinished(status.permissions());
            }
        } catch (PosixException error) {
            throw retry.fatal("unable to stat ", name, '/' + file, error);
        }
        return false;
    }

    private void removeIfPossible(String file) {
        try {
            posix.unlink(file);
        } catch (PosixException ignored) {
            // As in 0.76: most often the file does not exist.
        }
    }
}
