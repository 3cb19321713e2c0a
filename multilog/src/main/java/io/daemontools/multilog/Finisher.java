package io.daemontools.multilog;

import io.daemontools.log.LogFileName;
import io.daemontools.log.OldLogFiles;
import io.daemontools.log.Retention;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Turns files in the working directory, a log directory, into old log files, and removes old log files that are too many. */
final class Finisher {
    private final Posix posix;
    private final Retry retry;
    private final OpenDirectory directory;
    private final Retention retention;
    private final FileStatus status = new FileStatus();
    private final FileStatus oldStatus = new FileStatus();
    private final OldLogFiles oldFiles;
    private final LogFileName name = new LogFileName();
    private boolean exists;
    private boolean listed;

    /**
     * Finishes files.
     *
     * @param directory the working directory whenever this is used
     * @param retention how many old log files there may be
     * @param oldFiles what {@code retention} is asked about
     */
    Finisher(Posix posix, Retry retry, OpenDirectory directory, Retention retention, OldLogFiles oldFiles) {
        this.posix = posix;
        this.retry = retry;
        this.directory = directory;
        this.retention = retention;
        this.oldFiles = oldFiles;
    }

    /**
     * Turns a file, if it exists, into an old log file, and removes the old log files that are too many.
     *
     * @param code {@link LogFileName#SAFE} or {@link LogFileName#UNSAFE}
     * @return false if that was given up: the file may be left
     */
    boolean finish(String file, char code) {
        return giveName(file, code) && (!exists || remove(file));
    }

    /**
     * Gives a file, if it exists, the name of an old log file, and makes that durable. It may keep its own name until {@link #remove}.
     *
     * @return false if that was given up
     */
    boolean giveName(String file, char code) {
        return examine(file) && (!exists || (name(file, code) && directory.sync()));
    }

    /**
     * Removes the other name of an old log file, and the old log files that are too many.
     *
     * @return false if that was given up
     */
    boolean remove(String file) {
        return unlink(file) && prune();
    }

    private boolean examine(String file) {
        for (; ; ) {
            try {
                exists = posix.stat(file, status);
                if (!exists) {
                    retry.setLastError(Errno.ENOENT);
                }
                return true;
            } catch (PosixException error) {
                if (!retry.pause("unable to stat ", directory.name(), '/' + file, error)) {
                    return false;
                }
            }
        }
    }

    /**
     * Names the file of {@link #status}, unless it is an old log file already, because multilog was killed between
     * link and unlink. As in 0.76, one link means no, and two mean yes. No other number is believed: to remove the only
     * name of a log would be to lose it.
     */
    private boolean name(String file, char code) {
        if (status.links() == 2) {
            return true;
        }
        if (status.links() == 1) {
            return link(file, code);
        }
        for (; ; ) {
            try {
                return findOldLogFile() || link(file, code);
            } catch (PosixException error) {
                if (!pauseForReading(error)) {
                    return false;
                }
            }
        }
    }

    private boolean findOldLogFile() {
        DirectoryListing listing = posix.listWorkingDirectory();
        try {
            while (listing.next()) {
                if (name.read(listing) && listing.stat(oldStatus) && oldStatus.same(status)) {
                    return true;
                }
            }
            return false;
        } finally {
            listing.close();
        }
    }

    /** Where the clock was set back, the name is newer than all others all the same: the oldest are removed. */
    private boolean link(String file, char code) {
        for (; ; ) {
            name.set(posix.wallClock(), code);
            if (!listed && !listOldFiles()) {
                return false;
            }
            if (oldFiles.newest() != null) {
                name.makeNewerThan(oldFiles.newest());
            }
            try {
                posix.link(file, name);
                return true;
            } catch (PosixException error) {
                if (lacksHardLinks(error.errno()) && rename(file)) {
                    return true;
                }
                // It was removed meanwhile.
                if (error.errno() == Errno.ENOENT) {
                    return true;
                }
                if (!retry.pause("unable to link to ", directory.name(), "/" + name, error)) {
                    return false;
                }
            }
        }
    }

    /** Whether {@code link(2)} fails so on a file system without hard links, or in an environment that does not allow them. */
    private static boolean lacksHardLinks(Errno errno) {
        return errno == Errno.EPERM || errno == Errno.EOPNOTSUPP || errno == Errno.EMLINK || errno == Errno.ENOSYS;
    }

    /** Returns false if another file has the name, which {@code rename(2)} would replace, or if it fails. */
    private boolean rename(String file) {
        try {
            if (posix.stat(name, oldStatus)) {
                return false;
            }
            posix.rename(file, name);
            return true;
        } catch (PosixException ignored) {
            // The failure of link(2) is reported.
            return false;
        }
    }

    private boolean unlink(String file) {
        for (; ; ) {
            try {
                posix.unlink(file);
                return true;
            } catch (PosixException error) {
                // It was renamed, or someone else has removed it.
                if (error.errno() == Errno.ENOENT) {
                    return true;
                }
                if (!retry.pause("unable to remove ", directory.name(), '/' + file, error)) {
                    return false;
                }
            }
        }
    }

    /**
     * Removes the oldest old log file, if there are more than so many. The working directory may be another one before.
     *
     * @return whether it did
     */
    boolean makeRoom(long kept) {
        if (!directory.enter()) {
            return false;
        }
        try {
            readOldFiles();
            if (oldFiles.count() <= kept) {
                return false;
            }
            posix.unlink(oldFiles.oldest());
            return true;
        } catch (PosixException ignored) {
            // The failure that there is no room is reported.
            return false;
        }
    }

    /** Removes old log files. If that is given up, the next multilog does it. */
    boolean prune() {
        boolean goesOn = listOldFiles();
        while (goesOn && retention.isExceededBy(oldFiles)) {
            goesOn = removeOldest() && (!retention.isExceededBy(oldFiles) || listOldFiles());
        }
        return true;
    }

    /** Returns false if that was given up. */
    private boolean removeOldest() {
        try {
            posix.unlink(oldFiles.oldest());
            oldFiles.oldestRemoved();
            return true;
        } catch (PosixException error) {
            // Someone else has removed it: it is not listed again.
            return error.errno() == Errno.ENOENT || pauseForReading(error);
        }
    }

    /** Returns false if that was given up. */
    private boolean listOldFiles() {
        for (; ; ) {
            try {
                readOldFiles();
                return true;
            } catch (PosixException error) {
                if (!pauseForReading(error)) {
                    return false;
                }
            }
        }
    }

    private void readOldFiles() {
        // After a failure it is not known which one is the newest.
        listed = false;
        DirectoryListing listing = posix.listWorkingDirectory();
        try {
            oldFiles.read(listing);
        } finally {
            listing.close();
        }
        listed = true;
        retry.clearLastError();
    }

    /** 0.76 reports a file that cannot be removed as a directory that cannot be read, too. */
    private boolean pauseForReading(PosixException error) {
        return retry.pause("unable to read ", directory.name(), "", error);
    }
}
