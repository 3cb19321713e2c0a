package io.daemontools.log;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Posix;

/**
 * Searches a log directory for names of old log files, in their order, while a multilog or svlogd adds some.
 *
 * <p>Of two files that are named during a listing, it may have only the second: a directory does not list its names in their order. But all
 * names up to the greatest one of a listing are in the next listing, since names are given in their order.
 */
final class OldLogFileNames {
    private final Posix posix;
    private final String directory;
    private final LogFileName entry = new LogFileName();
    private final LogFileName found = new LogFileName();

    /** The greatest name of the last listing, and of the one before it. */
    private final StringBuilder newest = new StringBuilder();

    private final StringBuilder greatest = new StringBuilder();

    OldLogFileNames(Posix posix, String directory) {
        this.posix = posix;
        this.directory = directory;
    }

    /** Finds the first name after another, and sets {@link #found}. Returns false if there is none. */
    boolean findAfter(CharSequence name) {
        for (; ; ) {
            boolean any = list(name);
            boolean certain = !any || compare(found, greatest) <= 0;
            greatest.setLength(0);
            greatest.append(newest);
            if (certain) {
                return any;
            }
        }
    }

    private boolean list(CharSequence after) {
        boolean any = false;
        newest.setLength(0);
        DirectoryListing listing = posix.listDirectory(directory);
        try {
            while (listing.next()) {
                if (read(listing)) {
                    if (compare(entry, newest) > 0) {
                        newest.setLength(0);
                        newest.append(entry);
                    }
                    if (compare(entry, after) > 0 && (!any || compare(entry, found) < 0)) {
                        found.set(entry);
                        any = true;
                    }
                }
            }
        } finally {
            listing.close();
        }
        return any;
    }

    /** What {@link #findAfter} has found. */
    LogFileName found() {
        return found;
    }

    /** As {@link LogSequence#findBefore}. */
    boolean findBefore(CharSequence name, StringBuilder into) {
        into.setLength(0);
        DirectoryListing listing = posix.listDirectory(directory);
        try {
            while (listing.next()) {
                if (read(listing)
                        && (name == null || compare(entry, name) < 0)
                        && (into.length() == 0 || compare(entry, into) > 0)) {
                    into.setLength(0);
                    into.append(entry);
                }
            }
        } finally {
            listing.close();
        }
        return into.length() > 0;
    }

    /** Reads the name of an old log file, unless svlogd's processor writes it: then there is another of the same label. */
    private boolean read(DirectoryListing listing) {
        return entry.read(listing) && !entry.hasCode(LogFileName.BEING_PROCESSED);
    }

    private static int compare(CharSequence one, CharSequence two) {
        int common = Math.min(one.length(), two.length());
        for (int i = 0; i < common; i++) {
            int difference = one.charAt(i) - two.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return one.length() - two.length();
    }
}
