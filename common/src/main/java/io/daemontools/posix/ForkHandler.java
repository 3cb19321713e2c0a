package io.daemontools.posix;

/** What a new child is to do first, before its program runs: the child handler of {@code pthread_atfork(3)}. */
@FunctionalInterface
public interface ForkHandler {
    /**
     * Runs in the forked child, with all signals blocked, and with the descriptors of its parent. What it stores in memory, the
     * parent does not see. On a JVM, which cannot fork, it runs in the parent, when the child may already run its program.
     *
     * @param posix the calls of the process in which this runs
     * @param process the child's process id
     */
    void run(Posix posix, int process);
}
