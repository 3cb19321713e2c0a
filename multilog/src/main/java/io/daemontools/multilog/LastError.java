package io.daemontools.multilog;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;

/**
 * The error that C's {@code errno} would hold. Two of 0.76's messages (a processor that crashed, a short write) end with
 * it although nothing failed just then, and scripts that compare whole lines see it.
 */
final class LastError {
    private static final String NONE = "no error";

    private String text = NONE;

    /** A system call failed. */
    void set(PosixException error) {
        set(error.errno());
    }

    /** A system call failed. */
    void set(Errno errno) {
        text = errno.text();
    }

    /** Where 0.76 sets {@code errno} to zero: before each entry of a directory. */
    void clear() {
        text = NONE;
    }

    /** The text that ends the message. */
    String text() {
        return text;
    }
}
