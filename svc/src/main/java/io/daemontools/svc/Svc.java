package io.daemontools.svc;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.FatalException;
import io.daemontools.cli.Getopt;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.service.ControlFifo;

/** Tells the supervises of service directories what to do. */
public final class Svc implements Command {
    static final String LETTERS = "udopchaitkx";
    private static final String USAGE = "svc options: u up, d down, o once, x exit, p pause, c continue, "
            + "h hup, a alarm, i interrupt, t term, k kill";

    /** Runs the command. */
    public static void main(String[] words) {
        Launcher.run(new Svc(), words);
    }

    @Override
    public String name() {
        return "svc";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        posix.ignore(Signal.PIPE);
        Getopt options = new Getopt(arguments, posix, LETTERS);
        String commands = collect(options);
        int start;
        try {
            start = posix.openRead(".");
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to open current directory", error);
        }
        for (int i = options.index(); i < arguments.size(); i++) {
            control(arguments.get(i), commands, posix, diagnostics);
            try {
                posix.changeDirectory(start);
            } catch (PosixException error) {
                throw diagnostics.fatal("unable to set directory", error);
            }
        }
        return ExitStatus.SUCCESS;
    }

    /** Each letter once, in the order given. */
    private static String collect(Getopt options) {
        StringBuilder commands = new StringBuilder();
        for (char letter = options.next(); letter != Getopt.DONE; letter = options.next()) {
            if (letter == Getopt.PROBLEM) {
                throw FatalException.usage(USAGE);
            }
            if (commands.indexOf(String.valueOf(letter)) < 0) {
                commands.append(letter);
            }
        }
        return commands.toString();
    }

    private static void control(String directory, String commands, Posix posix, Diagnostics diagnostics) {
        try {
            posix.changeDirectory(directory);
        } catch (PosixException error) {
            diagnostics.warn("unable to chdir to " + directory, error);
            return;
        }
        int fifo;
        try {
            fifo = ControlFifo.open(posix);
        } catch (PosixException error) {
            if (error.errno() == Errno.ENXIO) {
                diagnostics.warn("unable to control " + directory + ": supervise not running");
            } else {
                diagnostics.warn("unable to control " + directory, error);
            }
            return;
        }
        try {
            ControlFifo.write(posix, fifo, commands);
        } catch (PosixException error) {
            diagnostics.warn("error writing commands to " + directory, error);
        }
        posix.close(fifo);
    }
}
