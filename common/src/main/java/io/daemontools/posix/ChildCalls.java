package io.daemontools.posix;

/**
 * The calls that set a child up between {@code fork(2)} and {@code execve(2)}. {@code ChildSetup} makes them.
 *
 * <p>{@link Posix} carries them out in the process that calls them. A JVM cannot fork: {@code posix-jvm} maps the same calls to the
 * attributes and file actions of {@code posix_spawn(3)}. Failures are {@link PosixException}s.
 */
public interface ChildCalls {
    /** As {@link Processes#resetSignals}. */
    void resetSignals();

    /** As {@link Processes#newSession}. */
    void newSession();

    /** As {@link Descriptors#move}. */
    void move(int from, int to);

    /** As {@link Descriptors#dup}. */
    int dup(int descriptor);

    /** As {@link Files#changeDirectory(String)}. */
    void changeDirectory(String path);

    /** As {@link Processes#variable}. */
    CharSequence variable(String name);

    /** As {@link Processes#execute(String, int)}. */
    Errno execute(String path, int firstWord);

    /** As {@link Processes#execute(String, String[])}. */
    Errno execute(String path, String[] arguments);
}
