package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.event.Watch;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * Watches the names in the directory of services, which is the working directory. Where it cannot be watched, nothing changes: the
 * scans find what is new.
 */
final class DirectoryWatch {
    private final EventLoop loop;
    private final Posix posix;
    private final Diagnostics diagnostics;

    /** Null while the directory is not watched. */
    private Watch watch;

    private int descriptor;

    /** Whether there are changes to be discarded. */
    private boolean undrained;

    private boolean impossible;
    private boolean warned;

    DirectoryWatch(EventLoop loop, Posix posix, Diagnostics diagnostics) {
        this.loop = loop;
        this.posix = posix;
        this.diagnostics = diagnostics;
    }

    /** Tries to watch the directory, unless it is watched. Changes are seen from now on. */
    void open() {
        if (watch != null || impossible) {
            return;
        }
        try {
            descriptor = posix.watchDirectory(Posix.WORKING_DIRECTORY);
            watch = loop.watch(descriptor);
        } catch (PosixException error) {
            impossible = error.errno() == Errno.ENOSYS;
            // A directory that may not be read is reported by the scan.
            boolean reported = impossible || error.errno() == Errno.EACCES;
            if (!reported && !warned) {
                diagnostics.warn("unable to watch directory", error);
                warned = true;
            }
        }
    }

    /** Whether there was a change. */
    boolean changed() {
        return watch != null && watch.ready();
    }

    /** After a change: the loop does not wait for further ones, until {@link #drain}. */
    void disable() {
        watch.setEnabled(false);
        undrained = true;
    }

    /** If there was a change, discards those so far, and waits for the next one. */
    void drain() {
        if (!undrained) {
            return;
        }
        undrained = false;
        try {
            posix.drainWatch(descriptor);
            watch.setEnabled(true);
        } catch (PosixException ignored) {
            // The next scan opens another one.
            close();
        }
    }

    /** The loop does not wait for changes any more. */
    void end() {
        if (watch != null) {
            watch.setEnabled(false);
        }
    }

    private void close() {
        watch.remove();
        watch = null;
        posix.closeWatch(descriptor);
    }
}
