package io.daemontools.svstat;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Prints a line about each service directory: whether it is supervised, up, and since when. */
public final class Svstat implements Command {
    private static final int OUTPUT_SIZE = 1024;

    /** Runs the command. */
    public static void main(String[] words) {
        Launcher.run(new Svstat(), words);
    }

    @Override
    public String name() {
        return "svstat";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        int start;
        try {
            start = posix.openRead(".");
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to open current directory", error);
        }
        Output output = new Output(posix, Output.STDOUT, OUTPUT_SIZE);
        try {
            for (int i = 0; i < arguments.size(); i++) {
                String directory = arguments.get(i);
                String status = StatusLine.fromHere(directory, posix);
                boolean moves = status == null;
                if (moves) {
                    status = StatusLine.of(directory, posix);
                }
                // 0.76 comes back from each, and ends at the first if it cannot.
                if (moves || i == 0) {
                    goBack(start, posix, diagnostics);
                }
                output.put(directory);
                output.put(": ");
                output.put(status);
                output.put((byte) '\n');
            }
            output.flush();
        } catch (PosixException unwritable) {
            // As in 0.76, a reader that is gone or full is no concern of ours.
            return ExitStatus.SUCCESS;
        }
        return ExitStatus.SUCCESS;
    }

    private static void goBack(int start, Posix posix, Diagnostics diagnostics) {
        try {
            posix.changeDirectory(start);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to set directory", error);
        }
    }
}
