package io.daemontools.svc;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.FatalException;
import io.daemontools.cli.Getopt;
import io.daemontools.cli.StartDirectory;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import java.util.Arrays;

/** Sends commands to the supervises of service directories. */
public final class Svc implements Command {
    /** 0.76's letters, then the new ones, which its usage line does not show. */
    static final String OPTSTRING = "udopchaitkxeq12";

    private static final String USAGE = "svc options: u up, d down, o once, x exit, p pause, c continue, "
            + "h hup, a alarm, i interrupt, t term, k kill";

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Svc(), args);
    }

    @Override
    public String name() {
        return "svc";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        posix.ignore(Signal.PIPE);
        Getopt options = new Getopt(arguments, posix, OPTSTRING);
        Delivery delivery = new Delivery(collect(options), posix, diagnostics);
        StartDirectory start = new StartDirectory(posix, diagnostics);
        for (int i = options.index(); i < arguments.size(); i++) {
            String directory = arguments.name(i, posix);
            boolean moved = !delivery.sendByPath(directory) && delivery.sendFromInside(directory);
            // 0.76 returns to the starting directory after each, and exits at the first failure.
            if (moved || i == options.index()) {
                start.goBack();
            }
        }
        return ExitStatus.SUCCESS;
    }

    /** Each letter once, in the given order. */
    private static byte[] collect(Getopt options) {
        byte[] commands = new byte[OPTSTRING.length()];
        int count = 0;
        for (char letter = options.next(); letter != Getopt.END; letter = options.next()) {
            if (letter == Getopt.ERROR) {
                throw FatalException.usage(USAGE);
            }
            if (!contains(commands, count, letter)) {
                commands[count++] = (byte) letter;
            }
        }
        return Arrays.copyOf(commands, count);
    }

    private static boolean contains(byte[] commands, int count, char letter) {
        for (int i = 0; i < count; i++) {
            if (commands[i] == letter) {
                return true;
            }
        }
        return false;
    }
}
