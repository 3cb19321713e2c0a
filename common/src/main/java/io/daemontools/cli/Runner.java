package io.daemontools.cli;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Runs a command. The only place that catches and prints a {@link FatalException}. */
public final class Runner {
    private Runner() {}

    /** Runs {@code command} and returns the exit status. */
    public static int run(Command command, Arguments arguments, Posix posix) {
        try {
            return command.run(arguments, posix);
        } catch (FatalException fatal) {
            Diagnostics.print(posix, fatal.line());
            return fatal.exitStatus();
        } catch (PosixException unforeseen) {
            Diagnostics.print(
                    posix, command.name() + ": fatal: " + unforeseen.errno().text());
            return ExitStatus.TEMPORARY;
        }
    }
}
