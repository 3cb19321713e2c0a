package io.daemontools.cli;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PathSearch;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * The program that a command becomes once it has changed what it is for. It has the command's process, its words from
 * some point on and its {@link io.daemontools.posix.NextEnvironment}.
 */
public final class NextProgram {
    private NextProgram() {}

    /**
     * Becomes the program whose name is the word at {@code first}. It is looked for in this process's PATH, not in what the
     * command may have set for the program.
     *
     * @throws FatalException always, if at all: why it could not
     */
    public static int become(String command, Arguments arguments, int first, Posix posix) {
        String program = arguments.name(first, posix);
        Errno error = PathSearch.run(program, posix.variable("PATH"), path -> posix.execute(path, first));
        throw FatalException.trouble(command, "unable to run " + program, PosixException.of(error));
    }
}
