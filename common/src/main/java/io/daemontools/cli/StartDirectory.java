package io.daemontools.cli;

import io.daemontools.posix.Files;
import io.daemontools.posix.Posix;

/** The directory that a command was started in, for a command that changes to others and returns. It is held open. */
public final class StartDirectory {
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final String returnFailure;
    private final int descriptor;

    /** Opens the working directory, with the messages of svc and svstat. */
    public StartDirectory(Posix posix, Diagnostics diagnostics) {
        this(posix, diagnostics, "unable to open current directory", "unable to set directory");
    }

    /**
     * Opens the working directory.
     *
     * @param openFailure the message if that fails
     * @param returnFailure the message if {@link #goBack} fails
     * @throws FatalException if it cannot be opened
     */
    public StartDirectory(Posix posix, Diagnostics diagnostics, String openFailure, String returnFailure) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.returnFailure = returnFailure;
        descriptor = diagnostics.orFatal(openFailure, () -> posix.openRead(Files.WORKING_DIRECTORY));
    }

    /**
     * Returns to it.
     *
     * @throws FatalException if that fails
     */
    public void goBack() {
        diagnostics.orFatal(returnFailure, () -> posix.chdir(descriptor));
    }

    /** Closes it. */
    public void close() {
        posix.close(descriptor);
    }
}
