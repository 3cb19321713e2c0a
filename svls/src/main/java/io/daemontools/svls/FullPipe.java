package io.daemontools.svls;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServicePaths;

/** Sees whether the FIFO from a service to its logger is full, and stays so: the logger does not read. */
final class FullPipe {
    /** For a busy service the FIFO is full now and then, and a logger may wait for its disk. */
    private static final long PATIENCE = Posix.SECOND;

    /** With so many that stay full there is a reason for all of them, and no need to wait for each. */
    private static final int MOST_WAITS = 10;

    private final Posix posix;
    private final ServicePaths paths = new ServicePaths();
    private final FileStatus status = new FileStatus();
    private final int[] polled = new int[1];
    private final boolean[] ready = new boolean[1];
    private int waits;

    FullPipe(Posix posix) {
        this.posix = posix;
    }

    /** Whether that of a service is full for a second. False if it cannot be known, as of a pipe without a name. */
    boolean of(String directory) {
        try {
            CharSequence path = paths.of(directory).pipe();
            if (!posix.stat(path, status) || !status.fifo()) {
                return false;
            }
            int writer = posix.openWrite(path);
            try {
                return staysFull(writer);
            } finally {
                posix.close(writer);
            }
        } catch (PosixException ignored) {
            // It has no reader, or is not for this user.
            return false;
        }
    }

    private boolean staysFull(int writer) {
        polled[0] = writer + Posix.FOR_OUTPUT;
        long end = posix.monotonicClock() + (waits < MOST_WAITS ? PATIENCE : 0);
        do {
            posix.poll(polled, ready, Math.max(0, end - posix.monotonicClock()));
            if (ready[0]) {
                return false;
            }
        } while (posix.monotonicClock() < end);
        waits++;
        return true;
    }
}
