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

/** A log directory: opened, recovered after an outage, written to and rotated. */
final class LogDirectory {
    private final Posix posix;
    private final Retry retry;
    private final String name;
    private final Processor processor;
    private final Finisher finisher;
    private final Runnable[] rotation;
    private final FileStatus status = new FileStatus();
    private int descriptor;
    private int current;
    private int opened;

    /**
     * A directory that is not open yet.
     *
     * @param name as in the script, for messages
     * @param processor what full files go through, or null
     * @param finisher turns files into old log files
     */
    LogDirectory(Posix posix, Retry retry, String name, Processor processor, Finisher finisher) {
        this.posix = posix;
        this.retry = retry;
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
        retry.orFatal("unable to lock directory ", name, "", () -> posix.tryLock(posix.openAppend(LogFiles.LOCK)));
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

    /** Appends bytes to {@code current}. */
    void write(byte[] bytes, int length) {
        int written = 0;
        while (written < length) {
            try {
                int count = posix.write(current, bytes, written, length - written);
                if (count > 0) {
                    written += count;
                } else {
                    retry.pause("unable to write to ", name, "/current", PosixException.of(Errno.EAGAIN));
                }
            } catch (PosixException error) {
                retry.pause("unable to write to ", name, "/current", error);
            }
        }
    }

    /** Turns {@code current} into an old log file and starts a new one. */
    void rotate() {
        for (Runnable step : rotation) {
            step.run();
        }
    }

    /** Leaves {@code current} so that the next multilog continues it. */
    void close() {
        retry.untilDone("unable to write ", name, "/current to disk", () -> posix.fsync(current));
        retry.untilDone("unable to set mode of ", name, "/current", () -> posix.chmod(current, LogFiles.FINISHED));
    }

    /**
     * The steps of a rotation, as in 0.76's {@code fullcurrent()}. Whatever step is the last before an outage,
     * {@link #recover} keeps every line. They are made once, so that a rotation allocates nothing.
     */
    private Runnable[] rotation() {
        List<Runnable> steps = new ArrayList<>();
        steps.add(retried("unable to switch to ", "", () -> posix.chdir(descriptor)));
        steps.add(retried("unable to write ", "/current to disk", () -> posix.fsync(current)));
        steps.add(() -> posix.close(current));
        steps.add(retried(
                "unable to rename current to previous in directory ", "", () -> posix.rename(CURRENT, PREVIOUS)));
        steps.add(retried("unable to create ", "/current", () -> current = posix.openAppend(CURRENT)));
        steps.add(retried("unable to set mode of ", "/current", () -> posix.chmod(current, LogFiles.UNFINISHED)));
        steps.add(retried("unable to set mode of ", "/previous", () -> posix.chmod(PREVIOUS, LogFiles.FINISHED)));
        if (processor == null) {
            steps.add(() -> finisher.finish(PREVIOUS, LogFileName.SAFE));
        } else {
            steps.add(processor::run);
            steps.add(retried("unable to create ", "/processed", () -> opened = posix.openAppend(PROCESSED)));
            steps.add(retried("unable to write ", "/processed to disk", () -> posix.fsync(opened)));
            steps.add(retried("unable to set mode of ", "/processed", () -> posix.chmod(opened, LogFiles.FINISHED)));
            steps.add(() -> posix.close(opened));
            steps.add(retried("unable to create ", "/newstate", () -> opened = posix.openAppend(NEW_STATE)));
            steps.add(retried("unable to write ", "/newstate to disk", () -> posix.fsync(opened)));
            steps.add(() -> posix.close(opened));
            steps.add(retried("unable to remove ", "/previous", () -> posix.unlink(PREVIOUS)));
            steps.add(retried(
                    "unable to rename newstate to state in directory ", "", () -> posix.rename(NEW_STATE, STATE)));
            steps.add(() -> finisher.finish(PROCESSED, LogFileName.SAFE));
        }
        return steps.toArray(new Runnable[steps.size()]);
    }

    private Runnable retried(String before, String after, Runnable call) {
        return retry.retried(before, name, after, call);
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
