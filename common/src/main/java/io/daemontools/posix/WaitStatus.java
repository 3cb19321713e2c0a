package io.daemontools.posix;

/** How a child ended. Filled by the {@link Posix} implementation. */
public final class WaitStatus {
    private int exitCode;
    private boolean crashed;

    /** Called by {@link Posix} implementations only. */
    public void set(int exitCode, boolean crashed) {
        this.exitCode = exitCode;
        this.crashed = crashed;
    }

    /** The exit code, 0 to 255; 0 if a signal ended it. */
    public int exitCode() {
        return exitCode;
    }

    /** Whether a signal ended it. */
    public boolean crashed() {
        return crashed;
    }
}
