package io.daemontools;

import io.daemontools.cli.Command;
import io.daemontools.cli.Runner;
import io.daemontools.posix.c.NativeArguments;
import io.daemontools.posix.c.NativePosix;

/**
 * Starts a command in a native program. {@code posix-jvm} has a class of this name too, as two C libraries may have one
 * symbol: the class path a command is built with says which one is meant.
 */
public final class Launcher {
    private Launcher() {}

    /** Runs the command and exits with its status. The arguments come from the system, since they need not be text. */
    public static void run(Command command, String[] args) {
        NativePosix posix = new NativePosix();
        posix.exit(Runner.run(command, NativeArguments.read(command), posix));
    }
}
