package io.daemontools.cli;

import io.daemontools.posix.ChildCalls;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PathSearch;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Spawn;

/**
 * The steps of a child between {@code fork(2)} and its program, in this order: the fork handler, reset the signals and limits, lead a
 * session, move and copy descriptors, change the directory, set variables, search PATH. The first step that fails ends the child with a
 * line on standard error and exit
 * status 111; standard error is that of the descriptors moved so far.
 *
 * <p>This is the one description of these steps. In a forked child {@link #run} carries them out; where there is no {@code fork},
 * {@link #start} makes the same calls to an implementation that turns them into a {@code posix_spawn(3)}.
 */
public final class ChildSetup {
    private final ChildCalls calls;
    private final Spawn spawn;

    private Step step = Step.START;

    private ChildSetup(ChildCalls calls, Spawn spawn) {
        this.calls = calls;
        this.spawn = spawn;
    }

    /** The steps that have a message. It is made only if one fails. */
    private enum Step {
        START,
        MOVE,
        CHDIR
    }

    /** Turns a forked child into its program. It does not return: {@link Posix#exit} ends a child that cannot. */
    public static void run(Posix posix, Spawn spawn) {
        String failure = start(posix, spawn);
        if (spawn.isImpatient()) {
            Diagnostics.printNow(posix, failure);
        } else {
            Diagnostics.print(posix, failure);
        }
        posix.exit(ExitStatus.TEMPORARY);
    }

    /**
     * Makes the calls for a child.
     *
     * @return the line that the child prints before it exits with {@link ExitStatus#TEMPORARY}; null if its program runs, which
     *     is known only where this process is not the child
     */
    public static String start(ChildCalls calls, Spawn spawn) {
        ChildSetup setup = new ChildSetup(calls, spawn);
        Errno error;
        try {
            setup.prepare();
            error = PathSearch.run(spawn.path(), calls.variable("PATH"), setup.attempt());
        } catch (PosixException failure) {
            error = failure.errno();
        }
        return error == null ? null : setup.message().concat(error.text());
    }

    private void prepare() {
        if (spawn.forkHandler() != null) {
            calls.atfork(spawn.forkHandler());
        }
        calls.resetSignals();
        calls.resetLimits();
        if (spawn.newSession()) {
            calls.setsid();
        }
        step = Step.MOVE;
        int[] moves = spawn.moves();
        for (int i = 0; i + 1 < moves.length; i += 2) {
            calls.move(moves[i], moves[i + 1]);
        }
        inherit();
        copy();
        if (spawn.directory() != null) {
            step = Step.CHDIR;
            calls.chdir(spawn.directory());
        }
        step = Step.START;
        for (String variable : spawn.variables()) {
            calls.putenv(variable);
        }
    }

    private String message() {
        return switch (step) {
            case START -> spawn.startFailure();
            case MOVE -> spawn.moveFailure();
            case CHDIR -> spawn.directoryFailure();
        };
    }

    private void inherit() {
        int[] move = spawn.inherited();
        if (move.length == 0) {
            return;
        }
        try {
            calls.move(move[0], move[1]);
        } catch (PosixException ignored) {
            // EBADF: the number is above the limit. The child goes without.
            return;
        }
    }

    private void copy() {
        for (int i = 0; i < spawn.copies(); i++) {
            try {
                calls.dup(spawn.copied());
            } catch (PosixException ignored) {
                // As many as there can be. When one has failed (EMFILE), so would the others.
                return;
            }
        }
    }

    private PathSearch.Attempt attempt() {
        int first = spawn.firstArgument();
        if (first != Spawn.NONE) {
            return path -> calls.execve(path, first);
        }
        String[] arguments = spawn.arguments();
        return path -> calls.execve(path, arguments);
    }
}
