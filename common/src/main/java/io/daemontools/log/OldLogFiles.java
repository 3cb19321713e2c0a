package io.daemontools.log;

import io.daemontools.posix.DirectoryListing;

/** The old log files of a directory: their number, the oldest and the newest. It takes the same memory for any number. */
public final class OldLogFiles {
    private long count;
    private LogFileName oldest = new LogFileName();
    private LogFileName name = new LogFileName();
    private final LogFileName newest = new LogFileName();

    /**
     * Reads a listing to its end.
     *
     * @throws io.daemontools.posix.PosixException if that fails; this object is to be read again before it is used
     */
    public void read(DirectoryListing listing) {
        count = 0;
        while (listing.next()) {
            if (name.read(listing)) {
                add();
            }
        }
    }

    private void add() {
        if (count == 0 || newest.isOlderThan(name)) {
            newest.set(name);
        }
        if (count == 0 || name.isOlderThan(oldest)) {
            LogFileName other = oldest;
            oldest = name;
            name = other;
        }
        count++;
    }

    /** Notes that the oldest file has been removed. The next oldest is not known until the directory is read again. */
    public void oldestRemoved() {
        count--;
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** The oldest as last read, if there was one. */
    public LogFileName oldest() {
        return oldest;
    }

    /** The newest as last read, if there was one. */
    public LogFileName newest() {
        return newest;
    }
}
