package io.daemontools.svstat;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.Output;
import io.daemontools.cli.StartDirectory;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.time.Tai64nLabel;

/** Prints a line for each service directory: whether it is supervised, whether it is up, and since when. */
public final class Svstat implements Command {
    private static final int OUTPUT_SIZE = 4096;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Svstat(), args);
    }

    @Override
    public String name() {
        return "svstat";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        StartDirectory start = new StartDirectory(posix, new Diagnostics(name(), posix));
        Findings findings = new Findings(posix);
        Output output = new Output(posix, Posix.STDOUT, OUTPUT_SIZE);
        try {
            for (int i = 0; i < arguments.size(); i++) {
                String directory = arguments.name(i, posix);
                boolean moves = !findings.fromHere(directory);
                if (moves) {
                    findings.stepByStep(directory);
                }
                // 0.76 returns to the starting directory after each, and exits at the first failure.
                if (moves || i == 0) {
                    start.goBack();
                }
                output.put(directory);
                output.put(": ");
                if (findings.trouble() == null) {
                    StatusLine.put(
                            findings.status(), findings.normallyUp(), Tai64nLabel.seconds(posix.wallClock()), output);
                } else {
                    output.put(findings.trouble());
                }
                output.put((byte) '\n');
            }
            output.flush();
        } catch (PosixException unwritable) {
            // As in 0.76, a failure to write to standard output is ignored.
            return ExitStatus.SUCCESS;
        }
        return ExitStatus.SUCCESS;
    }
}
