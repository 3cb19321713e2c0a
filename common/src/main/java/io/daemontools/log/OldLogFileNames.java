package io.daemontools.log;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;

/**
 * Searches a log directory for names of old log files, in their order, while a multilog or svlogd adds some.
 *
 * <p>Of two files that are named during a listing, it may have only the second: a directory does not list its names in their order. But all
 * names up to the greatest one of a listing are in the next listing, since names are given in their order.
 *
 * <p>The names of a listing serve until they are used up, or the directory has changed.
 */
final class OldLogFileNames {
    private final Posix posix;
    private final String directory;
    private final LogFileName entry = new LogFileName();
    private final LogFileName found = new LogFileName();
    private final OrderedNames ascending = new OrderedNames(false);
    private final OrderedNames descending = new OrderedNames(true);
    private final FileStatus status = new FileStatus();
    private long modified;

    /** The greatest name of the last listing, and of the one before it. */
    private final StringBuilder newest = new StringBuilder();

    private final StringBuilder greatest = new StringBuilder();

    OldLogFileNames(Posix posix, String directory) {
        this.posix = posix;
        this.directory = directory;
    }

    /** Finds the first name after another, and sets {@link #found}. Returns false if there is none. */
    boolean findAfter(CharSequence name) {
        if (ascending.firstAfter(name) != null && modified() != modified) {
            forget();
        }
        while (!isCertain(ascending.firstAfter(name))) {
            greatest.setLength(0);
            greatest.append(newest);
            listAfter(name);
            if (ascending.firstAfter(name) == null) {
                return false;
            }
        }
        found.set(ascending.firstAfter(name));
        return true;
    }

    private boolean isCertain(LogFileName name) {
        return name != null && OrderedNames.compare(name, greatest) <= 0;
    }

    /** The next search lists the directory. */
    void forget() {
        ascending.clear();
    }

    private long modified() {
        return posix.stat(directory, status) ? status.modified() : 0;
    }

    private void listAfter(CharSequence name) {
        modified = modified();
        newest.setLength(0);
        ascending.clear();
        DirectoryListing listing = posix.listDirectory(directory);
        try {
            while (listing.next()) {
                if (read(listing)) {
                    if (OrderedNames.compare(entry, newest) > 0) {
                        newest.setLength(0);
                        newest.append(entry);
                    }
                    if (OrderedNames.compare(entry, name) > 0) {
                        ascending.offer(entry);
                    }
                }
            }
        } finally {
            listing.close();
        }
    }

    /** What {@link #findAfter} has found. */
    LogFileName found() {
        return found;
    }

    /** As {@link LogSequence#findBefore}. The directory is listed for a name of null, and once the names are used up. */
    boolean findBefore(CharSequence name, StringBuilder into) {
        if (name == null || (descending.firstAfter(name) == null && descending.left())) {
            listBefore(name);
        }
        LogFileName last = descending.firstAfter(name);
        into.setLength(0);
        if (last != null) {
            into.append(last);
        }
        return last != null;
    }

    private void listBefore(CharSequence name) {
        descending.clear();
        DirectoryListing listing = posix.listDirectory(directory);
        try {
            while (listing.next()) {
                if (read(listing) && (name == null || OrderedNames.compare(entry, name) < 0)) {
                    descending.offer(entry);
                }
            }
        } finally {
            listing.close();
        }
    }

    /** Reads the name of an old log file, unless svlogd's processor writes it: then there is another of the same label. */
    private boolean read(DirectoryListing listing) {
        return entry.read(listing) && !entry.hasCode(LogFileName.BEING_PROCESSED);
    }
}
