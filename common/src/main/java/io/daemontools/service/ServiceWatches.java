package io.daemontools.service;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * Descriptors that are ready once something about a service may have changed. Each change of the status is a change of the names in
 * {@code supervise}, since the status is replaced; so is the start of a supervise, which writes one. The state is written in place.
 * The end of a supervise shows at the FIFO {@code ok}.
 */
public final class ServiceWatches {
    /** How many descriptors a service has. */
    public static final int COUNT = 3;

    /** How many services a process watches: Linux allows all processes of a user 128 watches of this kind, and a service takes two. */
    public static final int MOST = 16;

    private static final int NAMES = 0;
    private static final int STATE = 1;
    private static final int OK = 2;
    private static final int NONE = -1;

    private final Posix posix;
    private final String directory;
    private final int[] descriptors;
    private final int first;
    private final FileStatus status = new FileStatus();
    private final int[] reserve = new int[2];
    private boolean complete;

    /**
     * Nothing is watched yet.
     *
     * @param descriptors those of all services, negative for none
     * @param first the index of the first one of this service, a multiple of {@link #COUNT}; a service after the first {@link #MOST} is
     *     never watched
     */
    public ServiceWatches(String directory, int[] descriptors, int first, Posix posix) {
        this.posix = posix;
        this.directory = directory;
        this.descriptors = descriptors;
        this.first = first;
        for (int i = 0; i < COUNT; i++) {
            descriptors[first + i] = NONE;
        }
    }

    /**
     * Watches what is there now, as far as the limits allow. Changes before this call are not seen: look at the service after it. Two
     * descriptors at least remain to do so, unless there were fewer.
     */
    public void renew(ServicePaths paths) {
        close();
        if (first >= MOST * COUNT) {
            return;
        }
        paths.of(directory);
        try {
            posix.pipe(reserve);
        } catch (PosixException ignored) {
            // For lack of descriptors, which are needed for other files.
            return;
        }
        complete = true;
        watchNames(paths);
        descriptors[first + STATE] = watch(paths.state(), false);
        descriptors[first + OK] = watchSupervise(paths.ok());
        posix.close(reserve[0]);
        posix.close(reserve[1]);
    }

    private int watchSupervise(CharSequence path) {
        try {
            return OkFifo.open(posix, path, status);
        } catch (PosixException ignored) {
            // For lack of descriptors or memory.
            complete = false;
            return NONE;
        }
    }

    /** The directory {@code supervise}, or, as long as there is none, the service directory, in which it will be made. */
    private void watchNames(ServicePaths paths) {
        int names = watch(paths.supervise(), true);
        if (names == NONE && complete) {
            int above = watch(paths.directory(), true);
            names = watch(paths.supervise(), true);
            if (names == NONE) {
                names = above;
            } else if (above != NONE) {
                posix.closeWatch(above);
            }
        }
        complete &= names != NONE;
        descriptors[first + NAMES] = names;
    }

    private int watch(CharSequence path, boolean names) {
        try {
            return names ? posix.watchDirectory(path) : posix.watchFile(path);
        } catch (PosixException error) {
            complete &= error.errno() == Errno.ENOENT;
            return NONE;
        }
    }

    /** Whether each change is seen. If not, the service has to be looked at from time to time. */
    public boolean complete() {
        return complete;
    }

    /** Watches nothing any more. */
    public void close() {
        complete = false;
        closeWatch(first + NAMES);
        closeWatch(first + STATE);
        if (descriptors[first + OK] != NONE) {
            posix.close(descriptors[first + OK]);
            descriptors[first + OK] = NONE;
        }
    }

    private void closeWatch(int index) {
        if (descriptors[index] != NONE) {
            posix.closeWatch(descriptors[index]);
            descriptors[index] = NONE;
        }
    }

    /** Whether one of the descriptors is ready. */
    public boolean ready(boolean[] ready) {
        for (int i = 0; i < COUNT; i++) {
            if (descriptors[first + i] != NONE && ready[first + i]) {
                return true;
            }
        }
        return false;
    }
}
