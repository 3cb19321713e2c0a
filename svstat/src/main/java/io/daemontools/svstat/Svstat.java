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
import io.daemontools.service.ServiceStatusReader;
import io.daemontools.time.Tai64nLabel;

/** Prints one line for each service directory: whether it is supervised, whether the service is up, and since when. */
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
        ServiceStatusReader reader = new ServiceStatusReader(posix);
        Output output = new Output(posix, Posix.STDOUT, OUTPUT_SIZE);
        try {
            for (int i = 0; i < arguments.size(); i++) {
                String directory = arguments.name(i, posix);
                boolean moved = !reader.readByPath(directory);
                if (moved) {
                    reader.readFromInside(directory);
                }
                // 0.76 changes back after each directory, and exits if it cannot.
                if (moved || i == 0) {
                    start.goBack();
                }
                output.put(directory);
                output.put(": ");
                if (reader.problem() == null) {
                    long now = Tai64nLabel.seconds(posix.wallClock());
                    StatusLine.put(reader.status(), reader.normallyUp(), now, output);
                } else {
                    StatusLine.put(reader.problem(), output);
                }
                output.put((byte) '\n');
            }
            output.flush();
        } catch (PosixException ignored) {
            // As in 0.76, an error on standard output does not change the exit status.
            return ExitStatus.SUCCESS;
        }
        return ExitStatus.SUCCESS;
    }
}
