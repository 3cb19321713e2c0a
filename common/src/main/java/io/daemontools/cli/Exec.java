package io.daemontools.cli;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PathSearch;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * The program that a command becomes once it has changed what it is for. It has the command's process, its words from
 * some point on and its {@link io.daemontools.posix.ExecEnvironment}.
 */
public final class Exec {
    private Exec() {}

    /**
     * Becomes the program whose name is the word at {@code first}. It is looked for in this process's PATH, not in what the
     * command may have set for the program.
     *
     * @throws FatalException always, if at all: why it could not
     */
    public static int run(String command, Arguments arguments, int first, Posix posix) {
        Errno error = tryRun(arguments, first, posix);
        throw fatal(command, arguments.name(first, posix), error);
    }

    /**
     * Becomes the program as {@link #run} does.
     *
     * @return why it could not
     */
    public static Errno tryRun(Arguments arguments, int first, Posix posix) {
        return PathSearch.run(arguments.name(first, posix), posix.variable("PATH"), path -> posix.execve(path, first));
    }

    /** The exception that ends the command where it cannot become {@code program}. */
    public static FatalException fatal(String command, String program, Errno error) {
        return FatalException.system(command, "unable to run " + program, PosixException.of(error));
    }
}
