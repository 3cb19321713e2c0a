package io.daemontools.fghack;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.FatalException;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;

/**
 * Runs a program that goes into the background, and exits when the program does. It waits for the end of a pipe: the
 * descendants of the program have its writing end open under so many numbers that few close them all. If they do, it can
 * also wait for all {@link Descendants}.
 */
public final class Fghack implements Command {
    /** The options, recognised only as the first argument: 0.76 has none, and runs a program of that name. */
    static final String OPTSTRING = "s";

    private static final String ALL_DESCENDANTS = "-" + OPTSTRING;
    private static final int COPIES = 30;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Fghack(), args);
    }

    @Override
    public String name() {
        return "fghack";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        boolean allDescendants = arguments.size() > 0 && arguments.get(0).equals(ALL_DESCENDANTS);
        int program = allDescendants ? 1 : 0;
        if (arguments.size() <= program) {
            throw FatalException.usage("fghack: usage: fghack child");
        }
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        // If CHLD is ignored, the system reaps the child, and its exit code is lost.
        posix.setDefault(Signal.CHLD);
        int[] ends = new int[2];
        diagnostics.orFatal("unable to create pipe", () -> posix.pipe(ends));
        Descendants descendants = new Descendants(posix, diagnostics);
        if (allDescendants) {
            descendants.adopt();
        }
        int child = start(arguments, program, ends, posix, diagnostics);
        posix.close(ends[1]);
        WaitStatus status = new WaitStatus();
        if (allDescendants) {
            descendants.awaitEnd(ends[0], child, status);
        } else {
            awaitEnd(ends[0], posix);
            diagnostics.orFatal("wait failed", () -> posix.waitpid(child, status));
        }
        return exitCode(status);
    }

    private int start(Arguments arguments, int first, int[] ends, Posix posix, Diagnostics diagnostics) {
        String program = arguments.name(first, posix);
        Spawn spawn = Spawn.withOwnArguments(name() + ": fatal: unable to run " + program + ": ", program, first)
                .dup2(name() + ": fatal: unable to create pipe: ", ends[1], ends[0])
                .dup(ends[0], COPIES);
        return diagnostics.orFatal("unable to fork", () -> posix.spawn(spawn));
    }

    /** Discards bytes that a descendant writes to the pipe. */
    private static void awaitEnd(int pipe, Posix posix) {
        byte[] block = new byte[1];
        try {
            while (posix.read(pipe, block, 0, block.length) != 0) {}
        } catch (PosixException ignored) {
            // A failed read ends the wait as end of file does.
            return;
        }
    }

    private int exitCode(WaitStatus status) {
        if (status.crashed()) {
            throw FatalException.system(name(), "child crashed");
        }
        return status.exitCode();
    }
}
