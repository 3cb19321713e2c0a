package io.daemontools.svscan;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServicePaths;

/**
 * Decides which new directories are started between two scans: those that are complete. One that is just being made may lack a
 * part that is still to come, such as {@code log}; it must have been complete in all looks for a while. A link, and a directory
 * that is older, has been made elsewhere.
 *
 * <p>What is incomplete is left to the next scan, which starts all. So this remembers a few directories for a few seconds.
 */
final class NewDirectories {
    private static final int ROOM = 64;
    private static final long MILLISECOND = Posix.SECOND / 1000;
    private static final long SETTLED = 10 * MILLISECOND;
    private static final long OLD = Posix.SECOND;
    private static final long INCOMPLETE = Long.MIN_VALUE;
    private static final int NOT_FOUND = -1;

    /** {@link #settled} if this look has found none that is complete, but not yet for long enough. */
    static final long NONE = Long.MAX_VALUE;

    private final Posix posix;
    private final ServicePaths paths;
    private final FileStatus file = new FileStatus();
    private long[] devices = {};
    private long[] inodes = {};

    /** Since when each is complete, on the monotonic clock; or {@link #INCOMPLETE}. */
    private long[] complete = {};

    private int size;
    private boolean waiting;

    /** When the first complete one may be started, on the monotonic clock; or {@link #NONE}. */
    private long settled = NONE;

    /**
     * None yet.
     *
     * @param paths for its use
     */
    NewDirectories(ServicePaths paths, Posix posix) {
        this.paths = paths;
        this.posix = posix;
    }

    /** A look begins. */
    void begin() {
        waiting = false;
        settled = NONE;
    }

    /** A scan has started them all. */
    void clear() {
        begin();
        size = 0;
    }

    /** Whether this look has found a directory that may be complete soon. */
    boolean waiting() {
        return waiting;
    }

    /** When the first directory that is complete has been so for long enough, on the monotonic clock; or {@link #NONE}. */
    long settled() {
        return settled;
    }

    /** Whether to start a new directory now. */
    boolean due(DirectoryListing entry, FileStatus directory, CharSequence name) {
        boolean isComplete = complete(name);
        int at = indexOf(directory);
        if (at == NOT_FOUND && isComplete && (entry.type() == DirectoryListing.LINK || old(name))) {
            return true;
        }
        if (at == NOT_FOUND) {
            at = add(directory);
        }
        waiting = true;
        if (at == NOT_FOUND) {
            return false;
        }
        long now = posix.monotonicClock();
        if (!isComplete) {
            complete[at] = INCOMPLETE;
            return false;
        }
        if (complete[at] == INCOMPLETE) {
            complete[at] = now;
        }
        if (now - complete[at] < SETTLED) {
            settled = Math.min(settled, complete[at] + SETTLED);
            return false;
        }
        remove(at);
        return true;
    }

    private boolean complete(CharSequence name) {
        try {
            paths.of(name);
            if (!program(paths.run())) {
                return false;
            }
            return !posix.stat(paths.log(), file) || completeLog(name);
        } catch (PosixException ignored) {
            // The next scan tries to start it, and reports the failure.
            return false;
        }
    }

    /** Whether the directory of a logger is complete. */
    boolean completeLog(CharSequence name) {
        return program(paths.ofLog(name).run());
    }

    /** Whether there is a program; a file that has no content yet is none. */
    private boolean program(CharSequence path) {
        return posix.stat(path, file) && file.executable() && file.size() > 0;
    }

    private boolean old(CharSequence name) {
        long birth = posix.birth(name);
        return birth != Posix.UNKNOWN && posix.wallClock() - birth > OLD;
    }

    private int indexOf(FileStatus directory) {
        for (int i = 0; i < size; i++) {
            if (inodes[i] == directory.inode() && devices[i] == directory.device()) {
                return i;
            }
        }
        return NOT_FOUND;
    }

    private int add(FileStatus directory) {
        if (size == ROOM) {
            return NOT_FOUND;
        }
        if (devices.length == 0) {
            if (!posix.canAllocate(ServiceTable.RESERVE)) {
                return NOT_FOUND;
            }
            devices = new long[ROOM];
            inodes = new long[ROOM];
            complete = new long[ROOM];
        }
        devices[size] = directory.device();
        inodes[size] = directory.inode();
        complete[size] = INCOMPLETE;
        return size++;
    }

    private void remove(int at) {
        size--;
        devices[at] = devices[size];
        inodes[at] = inodes[size];
        complete[at] = complete[size];
    }
}
