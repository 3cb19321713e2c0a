package io.daemontools.pgrphack;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Exec;
import io.daemontools.cli.FatalException;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Runs a program in a process group, and a session, of its own. */
public final class Pgrphack implements Command {
    private static final int CHILD = 0;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Pgrphack(), args);
    }

    @Override
    public String name() {
        return "pgrphack";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        if (arguments.size() == 0) {
            throw FatalException.usage("pgrphack: usage: pgrphack child");
        }
        leaveGroup(posix);
        return Exec.run(name(), arguments, CHILD, posix);
    }

    private static void leaveGroup(Posix posix) {
        try {
            posix.setsid();
        } catch (PosixException ignored) {
            // EPERM: it already leads a process group. 0.76 ignores this, too.
            return;
        }
    }
}
