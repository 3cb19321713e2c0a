package io.daemontools.posix;

/** How a child ended, as {@code waitpid(2)} reports it. Filled by {@link Processes}. */
public final class WaitStatus {
    private int exitCode;
    private int signal;

    /** For implementations of {@link Processes}: one of the two is 0. */
    public void set(int exitCode, int signal) {
        this.exitCode = exitCode;
        this.signal = signal;
    }

    /** Copies the status of another child. */
    public void set(WaitStatus other) {
        set(other.exitCode, other.signal);
    }

    /** The exit code, 0 to 255 (WEXITSTATUS); 0 if a signal ended it. */
    public int exitCode() {
        return exitCode;
    }

    /** The system's number of the signal that ended it (WTERMSIG); 0 if it exited. */
    public int signal() {
        return signal;
    }

    /** Whether a signal ended it (WIFSIGNALED). */
    public boolean crashed() {
        return signal != 0;
    }
}
