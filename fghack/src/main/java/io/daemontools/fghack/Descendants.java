package io.daemontools.fghack;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Processes;
import io.daemontools.posix.Signal;
import io.daemontools.posix.WaitStatus;

/**
 * All descendants of this process. The system makes this process the parent of orphaned descendants, so it reaps each of
 * them, whatever descriptors they have closed.
 */
final class Descendants {
    private static final int PIPE = 0;
    private static final int SIGNALS = 1;
    private static final int BLOCK = 512;
    private static final long FOREVER = -1;

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

    /** Must be called before the first of them is started. */
    void adopt() {
        diagnostics.orFatal("unable to become the reaper of descendants", posix::becomeReaper);
        descriptors[SIGNALS] = diagnostics.orFatal("unable to create pipe", () -> posix.catchSignals(Signal.CHLD));
    }

    /** Waits until the pipe is closed and all have exited. Sets {@code into} to the status of {@code child}. */
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
        into.set(status);
        return true;
    }

    /** Waits for input or for a death; returns whether the pipe is closed. Discards what is written to it. */
    private boolean pipeClosed() {
        try {
            posix.poll(descriptors, ready, FOREVER);
        } catch (PosixException ignored) {
            // The system is short of memory: retry after a pause.
            posix.sleep(Posix.SECOND);
            return false;
        }
        if (ready[SIGNALS]) {
            while (posix.takeSignal() != null) {}
        }
        try {
            return ready[PIPE] && posix.read(descriptors[PIPE], block, 0, BLOCK) == 0;
        } catch (PosixException ignored) {
            // as at the end of the input
            return true;
        }
    }
}
