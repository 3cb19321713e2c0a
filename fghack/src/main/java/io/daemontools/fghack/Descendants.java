package io.daemontools.fghack;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Processes;
import io.daemontools.posix.Signal;
import io.daemontools.posix.WaitStatus;

/**
 * All processes that descend from this one. The system makes this process the parent of the orphans among them, so that it
 * sees each end, whatever descriptors it has closed.
 */
final class Descendants {
    private static final int PIPE = 0;
    private static final int SIGNALS = 1;
    private static final int BLOCK = 512;
    private static final long FOREVER = -1;
    private static final long SECOND = 1_000_000_000L;

    private final Posix posix;
    private final Diagnostics diagnostics;
    private final WaitStatus status = new WaitStatus();
    private final int[] descriptors = new int[2];
    private final boolean[] ready = new boolean[2];
    private final byte[] block = new byte[BLOCK];

    Descendants(Posix posix, Diagnostics diagnostics) {
        this.posix = posix;
        this.diagnostics = diagnostics;
    }

    /** To be called before the first of them is started. */
    void adopt() {
        try {
            posix.becomeReaper();
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to become the reaper of descendants", error);
        }
        try {
            descriptors[SIGNALS] = posix.catchSignals(Signal.CHLD);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to create pipe", error);
        }
    }

    /** Waits until the pipe is closed and all have ended; {@code into} is how {@code child} ended. */
    void awaitEnd(int pipe, int child, WaitStatus into) {
        descriptors[PIPE] = pipe;
        boolean childEnded = false;
        while (!pipeClosed()) {
            for (int ended = posix.reap(status); ended != Processes.NONE; ended = posix.reap(status)) {
                childEnded |= note(ended, child, into);
            }
        }
        try {
            while (true) {
                childEnded |= note(posix.waitpid(Processes.ANY_CHILD, status), child, into);
            }
        } catch (PosixException error) {
            if (error.errno() != Errno.ECHILD || !childEnded) {
                throw diagnostics.fatal("wait failed", error);
            }
        }
    }

    private boolean note(int ended, int child, WaitStatus into) {
        if (ended != child) {
            return false;
        }
        into.set(status.exitCode(), status.crashed());
        return true;
    }

    /** Waits for input or for a death; answers whether the pipe is closed. What is written to it is discarded. */
    private boolean pipeClosed() {
        try {
            posix.poll(descriptors, ready, FOREVER);
        } catch (PosixException ignored) {
            // The system is short of memory. It is asked again, but not at once.
            posix.sleep(SECOND);
            return false;
        }
        if (ready[SIGNALS]) {
            while (posix.takeSignal() != null) {}
        }
        try {
            return ready[PIPE] && posix.read(descriptors[PIPE], block, 0, BLOCK) == 0;
        } catch (PosixException ignored) {
            // nothing can be read any more, as at the end
            return true;
        }
    }
}
