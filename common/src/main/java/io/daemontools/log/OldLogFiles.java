package io.daemontools.log;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;

/**
 * The old log files of a directory: their number, the oldest and the newest label. It takes the same memory for any number.
 *
 * <p>As in 0.76, files that only look like old log files count, and the first name of all is the oldest. Only a file with a
 * label that {@link LogFileName#canBeFollowed can be followed} is the newest.
 */
public final class OldLogFiles {
    private long count;
    private LogFileName oldest = new LogFileName();
    private LogFileName name = new LogFileName();
    private final LogFileName newest = new LogFileName();
    private boolean hasNewest;
    private final FileStatus status;
    private long size;
    private long oldestSize;

    /** Counts files, and does not read their sizes. */
    public OldLogFiles() {
        this(null);
    }

    private OldLogFiles(FileStatus status) {
        this.status = status;
    }

    /** Counts files, and adds up their sizes: a call of {@code stat(2)} for each. */
    public static OldLogFiles measuring() {
        return new OldLogFiles(new FileStatus());
    }

    /**
     * Reads a listing to its end.
     *
     * @throws io.daemontools.posix.PosixException if that fails; this object is to be read again before it is used
     */
    public void read(DirectoryListing listing) {
        count = 0;
        size = 0;
        oldestSize = 0;
        hasNewest = false;
        while (listing.next()) {
            if (name.read(listing)) {
                add(status != null && listing.stat(status) ? status.size() : 0);
            }
        }
    }

    private void add(long bytes) {
        if ((!hasNewest || newest.isOlderThan(name)) && name.canBeFollowed()) {
            newest.set(name);
            hasNewest = true;
        }
        if (count == 0 || name.isOlderThan(oldest)) {
            LogFileName other = oldest;
            oldest = name;
            name = other;
            oldestSize = bytes;
        }
        size += bytes;
        count++;
    }

    /** Notes that the oldest file has been removed. The next oldest is not known until the directory is read again. */
    public void oldestRemoved() {
        count--;
        size -= oldestSize;
        oldestSize = 0;
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** Their size in bytes, all together; 0 if it is not read. */
    public long size() {
        return size;
    }

    /** The oldest as last read, if there was one. */
    public LogFileName oldest() {
        return oldest;
    }

    /** The one with the newest label as last read; null if there was none. */
    public LogFileName newest() {
        return hasNewest ? newest : null;
    }
}
