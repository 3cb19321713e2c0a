package io.daemontools.multilog;

import io.daemontools.log.LogFiles;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import java.util.Arrays;

/**
 * The shell command that full files go through. It reads {@code previous} on descriptor 0 and the state that its last run
 * left on descriptor 4; it writes {@code processed} on descriptor 1 and the next state on descriptor 5. It is run until it
 * succeeds.
 */
final class Processor {
    private static final int OLD_STATE = 4;
    private static final int NEW_STATE = 5;

    private final Posix posix;
    private final Retry retry;
    private final String directory;
    private final String failure;
    private final Spawn shell;
    private final FileStatus status = new FileStatus();
    private final WaitStatus ended = new WaitStatus();
    private final int[] moves = new int[8];
    private Spawn withFiles;

    /**
     * Runs {@code command} in the working directory.
     *
     * @param directory that directory's name in messages
     */
    Processor(Posix posix, Retry retry, String directory, String command) {
        this.posix = posix;
        this.retry = retry;
        this.directory = directory;
        this.failure = "multilog: fatal: unable to run " + command + ": ";
        // If CHLD is ignored, the system reaps the child by itself, and its exit code is lost.
        posix.setDefault(Signal.CHLD);
        this.shell = Spawn.program(failure, "sh", "-c", command).path("/bin/sh");
    }

    /**
     * Runs it until it succeeds.
     *
     * @return false if it has not: it was given up, or {@code previous} does not exist any more
     */
    boolean run() {
        while (exists(LogFiles.PREVIOUS)) {
            if (succeeds()) {
                return true;
            }
            if (!retry.pauseWithoutError("processor failed in ", directory, "")) {
                return false;
            }
        }
        return false;
    }

    /** If that is not known, it exists: the next call will fail. */
    private boolean exists(String file) {
        try {
            return posix.stat(file, status);
        } catch (PosixException ignored) {
            return true;
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
            retry.pause("wait failed for processor in ", directory, "", error);
            return false;
        }
        if (ended.crashed()) {
            retry.pause("processor crashed in ", directory, "");
            return false;
        }
        return ended.exitCode() == 0;
    }

    /** Opens its files and starts it. A failure to open them is reported with the message of 0.76's child, which opens them. */
    private int start() {
        int opened = 0;
        try {
            opened = add(opened, posix.openRead(LogFiles.PREVIOUS), Posix.STDIN);
            opened = add(opened, posix.openTruncate(LogFiles.PROCESSED), Posix.STDOUT);
            opened = add(opened, openState(), OLD_STATE);
            opened = add(opened, posix.openTruncate(LogFiles.NEW_STATE), NEW_STATE);
            return spawn(child());
        } catch (PosixException error) {
            retry.print(failure + error.errno().text());
            return Posix.NONE;
        } finally {
            for (int i = 0; i < opened; i += 2) {
                posix.close(moves[i]);
            }
        }
    }

    /** Like a new log directory, one whose state was removed has an empty one. */
    private int openState() {
        if (!exists(LogFiles.STATE)) {
            posix.close(posix.openTruncate(LogFiles.STATE));
        }
        return posix.openRead(LogFiles.STATE);
    }

    /** The files nearly always get the same descriptors: the description of the last child is used again then. */
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
                if (!retry.pause("unable to fork for processor in ", directory, "", error)) {
                    return Posix.NONE;
                }
            }
        }
    }
}
