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
    private final Posix posix;
    private final Retry retry;
    private final OpenDirectory directory;
    private final CurrentFile current;
    private final Processor processor;
    private final Finisher finisher;
    private final BooleanSupplier[] rotation;
    private final BooleanSupplier openAgain = this::openAgain;
    private final FileStatus status = new FileStatus();
    private int opened;
    private boolean interrupted;

    /** Whether {@code previous} is what this rotation has renamed. */
    private boolean setAside;

    /** Whether {@code current} was made after the last fsync of the directory. */
    private boolean newName = true;

    /**
     * A directory that is not open yet.
     *
     * @param processor what full files go through, or null
     * @param finisher turns files into old log files
     */
    LogDirectory(
            Posix posix,
            Retry retry,
            OpenDirectory directory,
            CurrentFile current,
            Processor processor,
            Finisher finisher) {
        this.posix = posix;
        this.retry = retry;
        this.directory = directory;
        this.current = current;
        this.processor = processor;
        this.finisher = finisher;
        this.rotation = processor == null ? rotation() : rotationWithProcessor();
    }

    /**
     * Opens and locks the directory, which becomes the working directory, and its {@code current}. A failure is fatal.
     *
     * @return the size of {@code current} in bytes
     */
    long open() {
        directory.open();
        // With two links, its lines have the name of an old log file already.
        if (isFinished(CURRENT) && !(status.regular() && status.links() == 2)) {
            long size = status.size();
            current.open("unable to append to ");
            // Otherwise, after a power cut its mode might show it as complete although what is appended now is not.
            current.sync();
            return size;
        }
        recover();
        retry.orFatal("unable to write to ", directory.name(), "/state", () -> posix.close(posix.openTruncate(STATE)));
        current.open("unable to write to ");
        return 0;
    }

    /** The file that lines are appended to. */
    CurrentFile current() {
        return current;
    }

    /** Appends bytes to {@code current}. Once that is given up, drops them. Returns how many were appended. */
    int write(byte[] bytes, int length) {
        return current.write(bytes, length);
    }

    /** Whether {@link #write} has not been given up. */
    boolean writable() {
        return current.writable();
    }

    /** Makes what was written durable. Returns false if that was given up. */
    boolean sync() {
        boolean synced = current.sync();
        if (synced && newName) {
            synced = directory.sync();
            newName = false;
        }
        return synced;
    }

    /** Removes the old log files that are not to be kept. */
    void prune() {
        if (directory.enter()) {
            finisher.prune();
        }
    }

    /** Turns {@code current} into an old log file and starts a new one, unless a rotation has been given up. */
    void rotate() {
        if (interrupted || !current.writable()) {
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
        current.close(!interrupted);
        if (newName) {
            directory.sync();
        }
    }

    /**
     * The steps of a rotation. Whatever step is the last before an outage, {@link #recover} keeps every line. They are made once, so
     * that a rotation allocates nothing. A step returns false if the rotation ends with it: it was given up, or there is no {@code previous}.
     *
     * <p>They are those of 0.76's {@code fullcurrent()}, but for the power, which may fail: POSIX does not specify in which order the
     * changes of a directory come to the disk. A name is removed, or given to another file, once the file has its next one on the disk.
     */
    private BooleanSupplier[] rotation() {
        return new BooleanSupplier[] {
            directory::enter,
            current::sync,
            this::setAside,
            () -> !setAside || markFinished(),
            () -> !setAside || finisher.giveName(PREVIOUS, LogFileName.SAFE),
            this::create,
            () -> setAside && finisher.remove(PREVIOUS)
        };
    }

    private BooleanSupplier[] rotationWithProcessor() {
        List<BooleanSupplier> steps = new ArrayList<>();
        steps.add(directory::enter);
        steps.add(current::sync);
        steps.add(this::setAside);
        steps.add(directory::sync);
        steps.add(this::create);
        steps.add(() -> setAside && markFinished());
        steps.add(processor::run);
        steps.add(retried("unable to create ", "/processed", () -> opened = posix.openAppend(PROCESSED)));
        steps.add(retried("unable to write ", "/processed to disk", () -> posix.fsync(opened)));
        steps.add(retried("unable to set mode of ", "/processed", () -> posix.chmod(opened, LogFiles.FINISHED)));
        // By this mode recover() knows that the file is complete: previous must not be gone before.
        steps.add(retried("unable to write ", "/processed to disk", () -> posix.fsync(opened)));
        steps.add(this::closeOpened);
        steps.add(retried("unable to create ", "/newstate", () -> opened = posix.openAppend(NEW_STATE)));
        steps.add(retried("unable to write ", "/newstate to disk", () -> posix.fsync(opened)));
        steps.add(this::closeOpened);
        steps.add(directory::sync);
        steps.add(retried("unable to remove ", "/previous", () -> removeIfExists(PREVIOUS)));
        steps.add(retried("unable to rename newstate to state in directory ", "", this::replaceState));
        steps.add(() -> finisher.finish(PROCESSED, LogFileName.SAFE));
        // Otherwise recover() might find it again, and take the next previous for what it was made of.
        steps.add(directory::sync);
        return steps.toArray(new BooleanSupplier[0]);
    }

    private BooleanSupplier retried(String before, String after, Runnable call) {
        return retry.retried(before, directory.name(), after, call);
    }

    /**
     * Renames {@code current}, which stays open until there is a new one. If there is none, the renaming was done already and NFS has
     * repeated it, or someone else has removed {@code current}, whose lines are lost. A {@code previous} that exists gets its name in any case.
     */
    private boolean setAside() {
        String failure = "unable to rename current to previous in directory ";
        for (; ; ) {
            try {
                posix.rename(CURRENT, PREVIOUS);
                return true;
            } catch (PosixException error) {
                if (error.errno() == Errno.ENOENT) {
                    setAside = exists(PREVIOUS);
                    if (!setAside) {
                        retry.warn(failure, directory.name(), "", error);
                    }
                    return true;
                }
                if (!retry.pause(failure, directory.name(), "", error)) {
                    return false;
                }
            }
        }
    }

    /** Also if that is not known: the steps that follow report the error, and repeat. */
    private boolean exists(String file) {
        try {
            return posix.stat(file, status);
        } catch (PosixException ignored) {
            // See above.
            return true;
        }
    }

    /** Renames {@code newstate}. One that does not exist was renamed already, and NFS has repeated it, or someone else has removed it. */
    private void replaceState() {
        try {
            posix.rename(NEW_STATE, STATE);
        } catch (PosixException error) {
            if (error.errno() != Errno.ENOENT) {
                throw error;
            }
        }
    }

    /** Marks {@code previous} as complete. If someone else has removed it, its lines are lost. */
    private boolean markFinished() {
        for (; ; ) {
            try {
                posix.chmod(PREVIOUS, LogFiles.FINISHED);
                return true;
            } catch (PosixException error) {
                if (error.errno() == Errno.ENOENT) {
                    setAside = false;
                    return processor == null;
                }
                if (!retry.pause("unable to set mode of ", directory.name(), "/previous", error)) {
                    return false;
                }
            }
        }
    }

    private boolean create() {
        newName = true;
        return current.create(openAgain);
    }

    private boolean openAgain() {
        setAside = false;
        return directory.canBeOpenedAgain() && directory.openAgain();
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

    /**
     * Finishes the files that an outage left. A {@code processed} that is complete lacks nothing but its name. If multilog was killed, neither
     * that name nor its mode need be on the disk.
     */
    private void recover() {
        removeIfPossible(STATE);
        removeIfPossible(NEW_STATE);
        if (isFinished(PROCESSED)) {
            if (status.regular()) {
                retry.untilDone("unable to write ", directory.name(), "/processed to disk", this::syncProcessed);
            }
            directory.sync();
            removeIfPossible(PREVIOUS);
            finisher.finish(PROCESSED, LogFileName.SAFE);
            // As in a rotation: the next previous is not what this one was made of.
            directory.sync();
        } else {
            removeIfPossible(PROCESSED);
            finisher.finish(PREVIOUS, LogFileName.UNSAFE);
        }
        finisher.finish(CURRENT, LogFileName.UNSAFE);
    }

    private void syncProcessed() {
        int processed = posix.openRead(PROCESSED);
        try {
            posix.fsync(processed);
        } finally {
            posix.close(processed);
        }
    }

    private boolean isFinished(String file) {
        try {
            if (posix.stat(file, status)) {
                return LogFiles.isFinished(status.permissions());
            }
        } catch (PosixException error) {
            throw retry.fatal("unable to stat ", directory.name(), '/' + file, error);
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
