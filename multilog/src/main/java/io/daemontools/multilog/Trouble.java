package io.daemontools.multilog;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.FatalException;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * What multilog says of troubles with one file or directory, and how it waits for them to pass.
 *
 * <p>Every message has the subject's name in its middle: what comes before and after it is given.
 */
final class Trouble {
    private static final long PAUSE_NANOSECONDS = 5_000_000_000L;

    private final Posix posix;
    private final Diagnostics diagnostics;
    private final LastError last;
    private final String subject;

    /** Troubles with {@code subject}. */
    Trouble(Posix posix, Diagnostics diagnostics, LastError last, String subject) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.last = last;
        this.subject = subject;
    }

    /** The exception that ends multilog. */
    FatalException fatal(String before, String after, PosixException error) {
        return diagnostics.fatal(before + subject + after, error);
    }

    /** Prints a line as it is. */
    void print(String line) {
        diagnostics.print(line);
    }

    /** Tells of a failed system call and waits five seconds. */
    void pause(String before, String after, PosixException error) {
        last.set(error);
        pause(before, after);
    }

    /** Tells of a trouble, whatever error was the last, and waits five seconds. */
    void pause(String before, String after) {
        pauseQuietly(before, after + ", pausing: " + last.text());
    }

    /** Tells of a trouble that has no error text and waits five seconds. */
    void pauseQuietly(String before, String after) {
        diagnostics.warn(before + subject + after);
        posix.sleep(PAUSE_NANOSECONDS);
    }

    /** Writes all of it, however long it takes. */
    void writeAll(int descriptor, byte[] bytes, int length, String before, String after) {
        int written = 0;
        while (written < length) {
            try {
                int count = posix.write(descriptor, bytes, written, length - written);
                if (count > 0) {
                    written += count;
                } else {
                    pause(before, after, PosixException.of(Errno.EAGAIN));
                }
            } catch (PosixException error) {
                pause(before, after, error);
            }
        }
    }

    /** Notes a failure that 0.76 ignores. */
    void ignore(PosixException error) {
        last.set(error);
    }

    /** Notes that a file is not there. */
    void missing() {
        last.set(Errno.ENOENT);
    }

    /** Notes that a directory was listed to its end. */
    void listed() {
        last.clear();
    }
}
