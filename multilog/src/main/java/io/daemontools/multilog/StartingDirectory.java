package io.daemontools.multilog;

import io.daemontools.posix.Posix;

/**
 * The directory that multilog is started in, which the names in its script are relative to. It is open only for as long as it
 * has yet to be entered: 0.76, which keeps it open, needs no descriptor to wait for signals.
 */
final class StartingDirectory {
    private final Posix posix;
    private final Retry retry;
    private final int descriptor;
    private int entriesLeft;

    /**
     * Opens it. A failure is fatal.
     *
     * @param entries how often it will be entered
     */
    StartingDirectory(Posix posix, Retry retry, int entries) {
        this.posix = posix;
        this.retry = retry;
        this.entriesLeft = entries;
        descriptor = retry.openOrFatal("unable to switch to current directory", "", "", () -> posix.openRead("."));
        closeIfUnused();
    }

    /** Makes it the working directory. A failure is fatal. */
    void enter() {
        retry.orFatal("unable to switch to starting directory", "", "", () -> posix.chdir(descriptor));
        entriesLeft--;
        closeIfUnused();
    }

    private void closeIfUnused() {
        if (entriesLeft == 0) {
            posix.close(descriptor);
        }
    }
}
