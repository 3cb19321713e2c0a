package io.daemontools.svlogs;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.PrintableText;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;

/** Warns of files of a log directory that cannot be read: once if the same failure comes again and again. */
final class ReadFailures {
    private final String directory;
    private final Diagnostics diagnostics;
    private Errno last;
    private String lastFile = "";
    private boolean any;

    ReadFailures(String directory, Diagnostics diagnostics) {
        this.directory = directory;
        this.diagnostics = diagnostics;
    }

    /**
     * Warns, unless the last failure was the same.
     *
     * @param file the name; empty for the directory
     */
    void report(PosixException error, String file) {
        if (error.errno() != last || !file.equals(lastFile)) {
            String message = "unable to read " + PrintableText.of(directory + (file.isEmpty() ? "" : "/" + file));
            if (error.linkNotFollowed()) {
                diagnostics.warn(message + ": it is a symbolic link");
            } else {
                diagnostics.warn(message, error);
            }
        }
        last = error.errno();
        lastFile = file;
        any = true;
    }

    /** Something was read: the next failure is another. */
    void end() {
        last = null;
    }

    /** Whether nothing was read since the last failure. */
    boolean lasting() {
        return last != null;
    }

    /** Whether there was one. */
    boolean any() {
        return any;
    }
}
