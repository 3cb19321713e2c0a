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
    private final String directory;
    private final Retention retention;
    private final FileStatus status = new FileStatus();
    private final FileStatus oldStatus = new FileStatus();
    private final OldLogFiles oldFiles = new OldLogFiles();
    private final LogFileName name = new LogFileName();
    private boolean listed;

    /**
     * Finishes files.
     *
     * @param directory the directory's name in messages
     * @param retention how many old log files there may be
     */
    Finisher(Posix posix, Retry retry, String directory, Retention retention) {
        this.posix = posix;
        this.retry = retry;
        this.directory = directory;
        this.retention = retention;
    }

    /**
     * Turns a file, if it exists, into an old log file, and removes the old log files that are too many.
     *
     * @param code {@link LogFileName#SAFE} or {@link LogFileName#UNSAFE}
     */
    void finish(String file, char code) {
        if (!exists(file)) {
            retry.setLastError(Errno.ENOENT);
            return;
        }
        if (!isOldLogFile()) {
            link(file, code);
        }
        unlink(file);
        prune();
    }

    private boolean exists(String file) {
        for (; ; ) {
            try {
                return posix.stat(file, status);
            } catch (PosixException error) {
                retry.pause("unable to stat ", directory, '/' + file, error);
            }
        }
    }

    /**
     * Whether the file of {@link #status} has the name of an old log file already, because multilog was killed between
     * link and unlink. As in 0.76, one link means no, and two mean yes. No other number is believed: to remove the only
     * name of a log would be to lose it.
     */
    private boolean isOldLogFile() {
        return status.links() == 2 || (status.links() != 1 && isAmongOldLogFiles());
    }

    private boolean isAmongOldLogFiles() {
        for (; ; ) {
            try {
                return findOldLogFile();
            } catch (PosixException error) {
                pauseForReading(error);
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
    private void link(String file, char code) {
        for (; ; ) {
            name.set(posix.wallClock(), code);
            if (!listed) {
                listOldFiles();
            }
            if (oldFiles.newest() != null) {
                name.makeNewerThan(oldFiles.newest());
            }
            try {
                posix.link(file, name);
                return;
            } catch (PosixException error) {
                retry.pause("unable to link to ", directory, "/" + name, error);
            }
        }
    }

    private void unlink(String file) {
        for (; ; ) {
            try {
                posix.unlink(file);
                return;
            } catch (PosixException error) {
                retry.pause("unable to remove ", directory, '/' + file, error);
            }
        }
    }

    private void prune() {
        listOldFiles();
        while (retention.isExceededBy(oldFiles)) {
            if (removeOldest()) {
                oldFiles.oldestRemoved();
            }
            if (retention.isExceededBy(oldFiles)) {
                listOldFiles();
            }
        }
    }

    private boolean removeOldest() {
        try {
            posix.unlink(oldFiles.oldest());
            return true;
        } catch (PosixException error) {
            pauseForReading(error);
            return false;
        }
    }

    private void listOldFiles() {
        for (; ; ) {
            try {
                readOldFiles();
                return;
            } catch (PosixException error) {
                pauseForReading(error);
            }
        }
    }

    private void readOldFiles() {
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
    private void pauseForReading(PosixException error) {
        retry.pause("unable to read ", directory, "", error);
    }
}
