package io.daemontools.multilog;

import io.daemontools.log.LogFiles;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Fsync;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.function.BooleanSupplier;

/** A log directory that is open and locked. */
final class OpenDirectory {
    private static final int CLOSED = -1;

    private final Posix posix;
    private final Retry retry;
    private final StartingDirectory start;
    private final String name;
    private final BooleanSupplier enter;
    private int descriptor = CLOSED;
    private int lock = CLOSED;

    /**
     * A directory that is not open yet.
     *
     * @param start the directory that {@code name} is relative to
     * @param name as in the script, for messages
     */
    OpenDirectory(Posix posix, Retry retry, StartingDirectory start, String name) {
        this.posix = posix;
        this.retry = retry;
        this.start = start;
        this.name = name;
        this.enter = retry.retried("unable to switch to ", name, "", () -> posix.chdir(descriptor));
    }

    /** Its name in the script. */
    String name() {
        return name;
    }

    /** Makes it, unless it exists, opens and locks it, and makes it the working directory. A failure is fatal. */
    void open() {
        make();
        retry.orFatal("unable to open directory ", name, "", () -> {
            descriptor = posix.openRead(name);
            posix.chdir(descriptor);
        });
        retry.orFatal("unable to lock directory ", name, "", () -> {
            lock = posix.openAppend(LogFiles.LOCK);
            posix.tryLock(lock);
        });
    }

    private void make() {
        try {
            if (!posix.mkdir(name, LogFiles.DIRECTORY_MODE)) {
                retry.setLastError(Errno.EEXIST);
            }
        } catch (PosixException ignored) {
            // A directory that does not exist cannot be opened either, and that is reported.
            retry.setLastError(ignored.errno());
        }
    }

    /** Makes it the working directory. Returns false if that was given up. */
    boolean enter() {
        return enter.getAsBoolean();
    }

    /** Whether it can be found by its name. */
    boolean canBeOpenedAgain() {
        return start.reaches(name);
    }

    /** Makes and opens it as {@link #open} does, after someone else has removed it. Returns false if that was given up. */
    boolean openAgain() {
        boolean replaced = false;
        for (; ; ) {
            try {
                if (!replaced) {
                    start.enterAgain();
                    posix.mkdir(name, LogFiles.DIRECTORY_MODE);
                    replace();
                    replaced = true;
                }
                posix.close(posix.openTruncate(LogFiles.STATE));
                return true;
            } catch (PosixException error) {
                // A directory that is locked already cannot be locked once more; one that was removed again can be made
                // again.
                replaced &= error.errno() != Errno.ENOENT;
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
            if (newLock != CLOSED) {
                posix.close(newLock);
            }
            throw error;
        }
        posix.close(descriptor);
        posix.close(lock);
        descriptor = directory;
        lock = newLock;
    }

    /**
     * Makes the names of its files durable. POSIX promises that for nothing less.
     *
     * @return false if that was given up
     */
    boolean sync() {
        for (; ; ) {
            try {
                Fsync.ifPossible(posix, descriptor);
                return true;
            } catch (PosixException error) {
                if (!retry.pause("unable to write ", name, " to disk", error)) {
                    return false;
                }
            }
        }
    }
}
