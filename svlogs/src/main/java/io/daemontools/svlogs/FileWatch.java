package io.daemontools.svlogs;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** A watch of a file, if the system has one: a descriptor that becomes readable when the file changes. */
final class FileWatch {
    private static final int NONE = -1;

    private final Posix posix;
    private int watch = NONE;

    FileWatch(Posix posix) {
        this.posix = posix;
    }

    /** Watches another file. */
    void open(CharSequence file) {
        close();
        try {
            watch = posix.watchFile(file);
        } catch (PosixException ignored) {
            // It is looked at from time to time instead.
            watch = NONE;
        }
    }

    boolean isOpen() {
        return watch != NONE;
    }

    /** Negative if no file is watched. */
    int descriptor() {
        return watch;
    }

    /** Notes that the file is looked at now. */
    void drain() {
        if (watch != NONE) {
            try {
                posix.drainWatch(watch);
            } catch (PosixException ignored) {
                close();
            }
        }
    }

    void close() {
        if (watch != NONE) {
            posix.closeWatch(watch);
            watch = NONE;
        }
    }
}
