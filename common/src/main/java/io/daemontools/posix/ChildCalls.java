package io.daemontools.posix;

/**
 * The calls that set a child up between {@code fork(2)} and {@code execve(2)}. {@code ChildSetup} makes them.
 *
 * <p>{@link Posix} carries them out in the process that calls them. A JVM cannot fork: {@code posix-jvm} maps the same calls to the
 * attributes and file actions of {@code posix_spawn(3)}. Failures are {@link PosixException}s.
 */
public interface ChildCalls {
    /** Runs a handler as {@link ForkHandler#run} describes. */
    void atfork(ForkHandler handler);

    /** As {@link Processes#resetSignals}. */
    void resetSignals();

    /** As {@link Limits#resetLimits}. */
    void resetLimits();

    /** As {@link Processes#setsid}. */
    void setsid();

    /** As {@link Descriptors#move}. */
    void move(int from, int to);

    /** As {@link Descriptors#dup}. */
    int dup(int descriptor);

    /** As {@link Files#chdir(String)}. */
    void chdir(String path);

    /** As {@link Processes#putenv}. */
    void putenv(String assignment);

    /** As {@link Processes#variable}. */
    CharSequence variable(String name);

    /** As {@link Processes#execve(String, int)}. */
    Errno execve(String path, int firstArgument);

    /** As {@link Processes#execve(String, String[])}. */
    Errno execve(String path, String[] arguments);
}
