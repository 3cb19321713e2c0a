package io.daemontools.cli;

import io.daemontools.posix.Posix;

/** A command of the suite. It uses the system only through {@code Posix}. */
public interface Command {
    /** The command's name, with which its messages begin. */
    String name();

    /**
     * Runs the command.
     *
     * @return the exit status
     * @throws FatalException to exit with a message
     */
    int run(Arguments arguments, Posix posix);
}
