package io.daemontools.multilog;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import java.util.Arrays;

/**
 * The shell command that full files go through. It reads {@code previous} as descriptor 0 and the last run's state as 4,
 * and writes {@code processed} as 1 and the next state as 5; it is run until it succeeds.
 */
final class Processor {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int OLD_STATE = 4;
    private static final int NEW_STATE = 5;

    private final Posix posix;
    private final Trouble trouble;
    private final String failure;
    private final Spawn shell;
    private final WaitStatus ended = new WaitStatus();
    private final int[] moves = new int[8];
    private Spawn withFiles;

    /** Runs {@code command} in the working directory. */
    Processor(Posix posix, Trouble trouble, String command) {
        this.posix = posix;
        this.trouble = trouble;
        this.failure = "multilog: fatal: unable to run " + command + ": ";
        // If it is ignored, the system reaps the child itself, and its exit code is lost.
        posix.setDefault(Signal.CHLD);
        this.shell = Spawn.program(failure, "sh", "-c", command).path("/bin/sh");
    }

    /** Runs it until it succeeds. */
    void run() {
        while (!succeeds()) {
            trouble.pauseQuietly("processor failed in ", ", pausing");
        }
    }

    private boolean succeeds() {
        int child = start();
        if (child == Posix.NONE) {
            return false;
        }
        try {
            posix.waitpid(child, ended);
        } catch (PosixException error) {
            trouble.pause("wait failed for processor in ", "", error);
            return false;
        }
        if (ended.crashed()) {
            trouble.pause("processor crashed in ", "");
            return false;
        }
        return ended.exitCode() == 0;
    }

    /** Opens its files and starts it. That they cannot be opened is told as 0.76's child does, which opens them. */
    private int start() {
        int opened = 0;
        try {
            opened = add(opened, posix.openRead(LogDirectory.PREVIOUS), STDIN);
            opened = add(opened, posix.openTruncate(LogDirectory.PROCESSED), STDOUT);
            opened = add(opened, posix.openRead(LogDirectory.STATE), OLD_STATE);
            opened = add(opened, posix.openTruncate(LogDirectory.NEW_STATE), NEW_STATE);
            return spawn(child());
        } catch (PosixException error) {
            trouble.print(failure + error.errno().text());
            return Posix.NONE;
        } finally {
            for (int i = 0; i < opened; i += 2) {
                posix.close(moves[i]);
            }
        }
    }

    /** The files get the same descriptors nearly every time: then it is the child that was there before. */
    private Spawn child() {
        if (withFiles == null || !Arrays.equals(withFiles.moves(), moves)) {
            withFiles = shell.dup2(failure, moves);
        }
        return withFiles;
    }

    private int add(int at, int from, int to) {
        moves[at] = from;
        moves[at + 1] = to;
        return at + 2;
    }

    private int spawn(Spawn child) {
        for (; ; ) {
            try {
                return posix.spawn(child);
            } catch (PosixException error) {
                trouble.pause("unable to fork for processor in ", "", error);
            }
        }
    }
}
