package io.daemontools.fghack;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.FatalException;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;

/**
 * Runs a program that puts itself into the background, and stays until it is gone, for a supervise to see. It knows by a
 * pipe: whoever descends from the program has its writing end open, under so many numbers that few close them all.
 */
public final class Fghack implements Command {
    private static final int CHILD = 0;
    private static final int COPIES = 30;

    /** Runs the command. */
    public static void main(String[] words) {
        Launcher.run(new Fghack(), words);
    }

    @Override
    public String name() {
        return "fghack";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        if (arguments.size() == 0) {
            throw FatalException.usage("fghack: usage: fghack child");
        }
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        int[] ends = new int[2];
        try {
            posix.pipe(ends);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to create pipe", error);
        }
        int child = start(arguments, ends, posix, diagnostics);
        posix.close(ends[1]);
        awaitEnd(ends[0], posix);
        return exitCode(child, posix, diagnostics);
    }

    private int start(Arguments arguments, int[] ends, Posix posix, Diagnostics diagnostics) {
        String program = arguments.name(CHILD, posix);
        Spawn spawn = Spawn.words(name() + ": fatal: unable to run " + program + ": ", program, CHILD)
                .moving(name() + ": fatal: unable to create pipe: ", ends[1], ends[0])
                .copying(ends[0], COPIES);
        try {
            return posix.spawn(spawn);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to fork", error);
        }
    }

    /** Bytes that somebody writes into it by mistake are of no interest. */
    private static void awaitEnd(int pipe, Posix posix) {
        byte[] block = new byte[1];
        try {
            while (posix.read(pipe, block, 0, block.length) != 0) {}
        } catch (PosixException end) {
            return;
        }
    }

    private int exitCode(int child, Posix posix, Diagnostics diagnostics) {
        WaitStatus status = new WaitStatus();
        try {
            posix.await(child, status);
        } catch (PosixException error) {
            throw diagnostics.fatal("wait failed", error);
        }
        if (status.crashed()) {
            throw FatalException.trouble(name(), "child crashed");
        }
        return status.exitCode();
    }
}
