package io.daemontools.cli;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PathSearch;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * The program that a command executes in its own process, with the command's arguments from an index on and its {@link
 * io.daemontools.posix.ExecEnvironment}.
 */
public final class Exec {
    private Exec() {}

    /**
     * Executes the program whose name is the argument at {@code first}. It is searched for in this process's PATH, not in
     * one that the command has set for the program.
     *
     * @throws FatalException if the program cannot be executed
     */
    public static int run(String command, Arguments arguments, int first, Posix posix) {
        Errno error = tryRun(arguments, first, posix);
        throw fatal(command, arguments.name(first, posix), error);
    }

    /**
     * Executes the program like {@link #run}.
     *
     * @return the error
     */
    public static Errno tryRun(Arguments arguments, int first, Posix posix) {
        return PathSearch.run(arguments.name(first, posix), posix.variable("PATH"), path -> posix.execve(path, first));
    }

    /** The exception that ends the command if it cannot execute {@code program}. */
    public static FatalException fatal(String command, String program, Errno error) {
        return FatalException.system(command, "unable to run " + program, PosixException.of(error));
    }
}
