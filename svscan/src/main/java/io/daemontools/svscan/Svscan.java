package io.daemontools.svscan;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;

/** Keeps a supervise running for every service directory in a directory, and one for each logger. */
public final class Svscan implements Command {
    private static final long BETWEEN_ROUNDS = 5_000_000_000L;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Svscan(), args);
    }

    @Override
    public String name() {
        return "svscan";
    }

    /** Returns only as process 1. */
    @Override
    public int run(Arguments arguments, Posix posix) {
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        if (arguments.size() > 0) {
            try {
                posix.chdir(arguments.name(0, posix));
            } catch (PosixException error) {
                throw diagnostics.fatal("unable to chdir to " + arguments.name(0, posix), error);
            }
        }
        diagnostics.becomeResident();
        // If it is ignored, the system reaps children itself, and nobody learns of their ends.
        posix.setDefault(Signal.CHLD);
        ServiceTable services = new ServiceTable(posix);
        Round round = new Round(services, posix, diagnostics);
        if (posix.getpid() == ProcessOne.ID) {
            new ProcessOne(services, posix, diagnostics).run(round, BETWEEN_ROUNDS);
            return ExitStatus.SUCCESS;
        }
        while (true) {
            round.make();
            posix.sleep(BETWEEN_ROUNDS);
        }
    }
}
