package io.daemontools.cli;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Runs a command: the one place where what ends it is caught and printed. */
public final class Runner {
    private Runner() {}

    /** Runs {@code command} and answers the status to exit with. */
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
