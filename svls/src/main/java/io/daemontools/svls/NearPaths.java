package io.daemontools.svls;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Files;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * Changes to the directory that has a service directory, so that paths of files in it are short. Of a thousand services in one directory
 * the path to it is then looked up once, and not with each of their files.
 */
final class NearPaths {
    private static final int CLOSED = -1;

    private final Posix posix;
    private final Diagnostics diagnostics;
    private final int start;

    /** The path of the working directory with a slash at its end; empty if it is that of the start. */
    private String entered = "";

    NearPaths(Posix posix, Diagnostics diagnostics) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        int opened = CLOSED;
        try {
            opened = posix.openRead(Files.WORKING_DIRECTORY);
        } catch (PosixException ignored) {
            // Without a way back, this changes to no directory.
        }
        start = opened;
    }

    /** The path of a directory from the working directory, which this call may change. */
    String of(String directory) {
        int name = directory.lastIndexOf('/') + 1;
        if (start == CLOSED) {
            return directory;
        }
        if (name == directory.length()) {
            goBack();
            return directory;
        }
        if (name != entered.length() || !directory.startsWith(entered)) {
            goBack();
            if (!enter(directory.substring(0, name))) {
                return directory;
            }
        }
        return directory.substring(name);
    }

    private boolean enter(String parent) {
        if (parent.isEmpty()) {
            return true;
        }
        try {
            posix.chdir(parent);
        } catch (PosixException ignored) {
            // The files cannot be reached either, which is seen when they are opened.
            return false;
        }
        entered = parent;
        return true;
    }

    /** Returns to the directory of the start. */
    void goBack() {
        if (entered.isEmpty()) {
            return;
        }
        entered = "";
        try {
            posix.chdir(start);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to set directory", error);
        }
    }
}
