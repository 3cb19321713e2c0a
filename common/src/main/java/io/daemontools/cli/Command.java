package io.daemontools.cli;

import io.daemontools.posix.Posix;

/** A command of the suite: what it does with its arguments. */
public interface Command {
    /** The command's name, as its messages begin. */
    String name();

    /**
     * Does the command's work.
     *
     * @return the exit status
     * @throws FatalException to end with a message
     */
    int run(Arguments arguments, Posix posix);
}
