package io.daemontools.cli;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The directory a command was started in, held open by one that goes to others. */
public final class StartDirectory {
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final int descriptor;

    /** Opens it; if that is not possible, the command ends. */
    public StartDirectory(Posix posix, Diagnostics diagnostics) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        try {
            descriptor = posix.openRead(".");
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to open current directory", error);
        }
    }

    /** Goes back to it; if that is not possible, the command ends. */
    public void goBack() {
        try {
            posix.chdir(descriptor);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to set directory", error);
        }
    }
}
