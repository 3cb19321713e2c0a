package io.daemontools;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.Runner;
import io.daemontools.posix.jvm.ArgvBytes;
import io.daemontools.posix.jvm.JvmPosix;
import io.daemontools.posix.jvm.ProcTitle;

/** Starts a command on HotSpot. {@code posix-native} has a class of the same name; the class path selects one of the two. */
public final class Launcher {
    private Launcher() {}

    /** Runs the command and exits with its status. */
    public static void run(Command command, String[] args) {
        JvmPosix posix = JvmPosix.ofCommand();
        posix.exit(run(command, args, posix));
    }

    private static int run(Command command, String[] args, JvmPosix posix) {
        try {
            Arguments arguments = ArgvBytes.read(command, args, posix);
            posix.setArguments(arguments);
            ProcTitle.show(arguments, posix);
            return Runner.run(command, arguments, posix);
        } catch (OutOfMemoryError ignored) {
            // Its stack trace is of no use to the user.
            Diagnostics.print(posix, command.name() + ": fatal: out of memory");
            return ExitStatus.TEMPORARY;
        }
    }
}
