package io.daemontools.multilog;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * The directory that multilog is started in, which the names in its script are relative to.
 *
 * <p>It is open for as long as it has yet to be entered. After that it stays open only if log directories may have to be made again, and if
 * there are descriptors for all that multilog opens later: 0.76 keeps it open, but needs no descriptor to wait for signals.
 */
final class StartingDirectory {
    private final Posix posix;
    private final Retry retry;
    /** How many descriptors are opened later: those of the last log directory, and in a rotation those of a processor's files. */
    private static final int SPARE = 3 + 4;

    private final boolean keptIfPossible;
    private final int descriptor;
    private int entriesLeft;
    private boolean open = true;

    /**
     * Opens it. A failure is fatal.
     *
     * @param entries how often it will be entered while multilog starts
     * @param keptIfPossible whether it may be needed again
     */
    StartingDirectory(Posix posix, Retry retry, int entries, boolean keptIfPossible) {
        this.posix = posix;
        this.retry = retry;
        this.keptIfPossible = keptIfPossible;
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
        if (entriesLeft == 0 && !(keptIfPossible && hasSpare(SPARE))) {
            posix.close(descriptor);
            open = false;
        }
    }

    /** Whether that many more descriptors can be opened. */
    private boolean hasSpare(int count) {
        if (count == 0) {
            return true;
        }
        try {
            int spare = posix.openRead("/");
            try {
                return hasSpare(count - 1);
            } finally {
                posix.close(spare);
            }
        } catch (PosixException ignored) {
            // EMFILE or ENFILE, most likely.
            return false;
        }
    }

    /**
     * Makes it the working directory again, if it is open.
     *
     * @throws PosixException if that fails
     */
    void enterAgain() {
        if (open) {
            posix.chdir(descriptor);
        }
    }

    /** Whether a name can be used after {@link #enterAgain}. */
    boolean reaches(String name) {
        return open || name.charAt(0) == '/';
    }
}
