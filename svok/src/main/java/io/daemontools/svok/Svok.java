package io.daemontools.svok;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.FatalException;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.OkFifo;
import io.daemontools.service.ServiceFiles;

/** Checks whether a supervise runs in a service directory: exits 0 if so, 100 if not. */
public final class Svok implements Command {
    /** No supervise runs there. As in 0.76, this equals the code for wrong usage. */
    private static final int NOT_RUNNING = 100;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Svok(), args);
    }

    @Override
    public String name() {
        return "svok";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        if (arguments.size() == 0) {
            throw FatalException.usage("svok: usage: svok dir");
        }
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        String directory = arguments.name(0, posix);
        diagnostics.orFatal("unable to chdir to " + directory, () -> posix.chdir(directory));
        try {
            return OkFifo.held(posix) ? ExitStatus.SUCCESS : NOT_RUNNING;
        } catch (PosixException error) {
            if (error.errno() == Errno.ENOENT) {
                return NOT_RUNNING;
            }
            throw diagnostics.fatal("unable to open " + directory + '/' + ServiceFiles.OK, error);
        }
    }
}
