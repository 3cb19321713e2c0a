package io.daemontools;

import io.daemontools.cli.Command;
import io.daemontools.cli.Runner;
import io.daemontools.posix.c.NativeArguments;
import io.daemontools.posix.c.NativePosix;

/** Starts a command in a native program. {@code posix-jvm} has a class of the same name; the class path selects one of the two. */
public final class Launcher {
    private Launcher() {}

    /** Runs the command and exits with its status. The arguments are read from C, since they need not be text. */
    public static void run(Command command, String[] args) {
        NativePosix posix = new NativePosix();
        posix.exit(Runner.run(command, NativeArguments.read(command), posix));
    }
}
