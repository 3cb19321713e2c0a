package io.daemontools.multilog;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Which finished files a log directory keeps: the newest, so that there are fewer than a number of them. */
final class Retention {
    private final Posix posix;
    private final Trouble trouble;
    private final long files;
    private long count;
    private StringBuilder oldest = new StringBuilder();
    private StringBuilder name = new StringBuilder();
    private final StringBuilder newest = new StringBuilder();
    private boolean listed;

    /**
     * Keeps fewer than {@code files} finished files in the working directory.
     *
     * @param files an unsigned number
     */
    Retention(Posix posix, Trouble trouble, long files) {
        this.posix = posix;
        this.trouble = trouble;
        this.files = files;
    }

    /** Removes the oldest finished files until those that are left fit. */
    void prune() {
        list();
        while (tooMany()) {
            if (removeOldest()) {
                count--;
            }
            if (tooMany()) {
                list();
            }
        }
    }

    /** Where the clock has been set back, makes a name the newest all the same, so that the file is not taken for old. */
    void makeNewest(StringBuilder name) {
        if (!listed) {
            list();
        }
        if (newest.length() > 0 && !FinishedFile.older(newest, name)) {
            FinishedFile.follow(newest, name);
        }
    }

    /** Whether one of the finished files is that file. */
    boolean holds(FileStatus file) {
        for (; ; ) {
            try {
                return find(file);
            } catch (PosixException error) {
                trouble.pause("unable to read ", "", error);
            }
        }
    }

    private boolean find(FileStatus file) {
        FileStatus finished = new FileStatus();
        DirectoryListing listing = posix.listWorkingDirectory();
        try {
            while (listing.next()) {
                listing.name(name);
                if (FinishedFile.is(name)
                        && listing.stat(finished)
                        && finished.inode() == file.inode()
                        && finished.device() == file.device()) {
                    return true;
                }
            }
            return false;
        } finally {
            listing.close();
        }
    }

    private boolean tooMany() {
        return Long.compareUnsigned(count, files) >= 0;
    }

    private void list() {
        for (; ; ) {
            try {
                readDirectory();
                return;
            } catch (PosixException error) {
                trouble.pause("unable to read ", "", error);
            }
        }
    }

    private void readDirectory() {
        count = 0;
        newest.setLength(0);
        DirectoryListing listing = posix.listWorkingDirectory();
        try {
            while (listing.next()) {
                listing.name(name);
                consider();
            }
        } finally {
            listing.close();
        }
        listed = true;
        trouble.listed();
    }

    private void consider() {
        if (FinishedFile.is(name)) {
            if (newest.length() == 0 || FinishedFile.older(newest, name)) {
                newest.setLength(0);
                newest.append(name);
            }
            if (count == 0 || FinishedFile.older(name, oldest)) {
                StringBuilder other = oldest;
                oldest = name;
                name = other;
            }
            count++;
        }
    }

    /** A failure is reported as one of reading the directory, as in 0.76. */
    private boolean removeOldest() {
        try {
            posix.unlink(oldest);
            return true;
        } catch (PosixException error) {
            trouble.pause("unable to read ", "", error);
            return false;
        }
    }
}
