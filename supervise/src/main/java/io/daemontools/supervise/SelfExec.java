package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PathSearch;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;

/**
 * Replaces the program of this process by the program {@code supervise} that PATH has now, which goes on from the state of this
 * one. The process stays the same, and so do its children and the descriptors that it holds.
 *
 * <p>The program may be one that cannot do this, such as the original. So a child tries it first, with the same arguments: a program
 * that knows the state sees that the state is of another process, and exits {@link #UNDERSTOOD}. Meanwhile supervise goes on.
 */
final class SelfExec {
    /** The exit code of a trial, which no other program has for these arguments. */
    static final int UNDERSTOOD = 'e';

    private static final String PROGRAM = "supervise";
    private static final String NULL_DEVICE = "/dev/null";
    private static final int NO_DESCRIPTOR = -1;

    /** How long a trial may take, in nanoseconds: a JVM on a busy machine needs some seconds. */
    private static final long LIMIT = 60 * Posix.SECOND;

    /** How often, and for how long, the execution is postponed: a process writes its record a moment after its start. */
    private static final int POSTPONEMENTS = 10;

    private static final long PAUSE = Posix.SECOND / 10;

    private final String directory;
    private final HeldDescriptors descriptors;
    private final EventLoop loop;
    private final Posix posix;
    private final Diagnostics diagnostics;

    /** The process id of the trial, or {@link Posix#NONE}. */
    private int trial = Posix.NONE;

    /** When the trial has taken too long; made for the first one. */
    private Deadline limit;

    /** Whether the program may have been replaced since the trial began, so that another trial is needed. */
    private boolean again;

    private boolean due;
    private int postponements;

    SelfExec(String directory, HeldDescriptors descriptors, EventLoop loop, Posix posix, Diagnostics diagnostics) {
        this.directory = directory;
        this.descriptors = descriptors;
        this.loop = loop;
        this.posix = posix;
        this.diagnostics = diagnostics;
    }

    /** Tries the program. If a trial is running, there is another one after it: see {@link #trialDue}. */
    void tryProgram(SavedState state) {
        if (trial != Posix.NONE) {
            again = true;
            return;
        }
        again = false;
        if (limit == null) {
            limit = loop.deadline();
        }
        try {
            trial = start(state);
            limit.setIn(LIMIT);
        } catch (PosixException error) {
            warn(error.errno().text());
        }
    }

    private int start(SavedState state) {
        Spawn spawn = Spawn.program("supervise: fatal: unable to try supervise: ", arguments(state))
                .impatient();
        int[] moves = {NO_DESCRIPTOR, Posix.STDIN, NO_DESCRIPTOR, Posix.STDOUT, NO_DESCRIPTOR, Posix.STDERR};
        try {
            return posix.spawn(
                    discard(moves) ? spawn.dup2("supervise: fatal: unable to move descriptor: ", moves) : spawn);
        } finally {
            for (int i = 0; i < moves.length; i += 2) {
                if (moves[i] != NO_DESCRIPTOR) {
                    posix.close(moves[i]);
                }
            }
        }
    }

    /** The trial is not to read what is for a logger, nor to write to its log. Returns false if there is no null device. */
    private boolean discard(int[] moves) {
        try {
            for (int i = 0; i < moves.length; i += 2) {
                moves[i] = posix.openReadWriteExisting(NULL_DEVICE);
            }
            return true;
        } catch (PosixException ignored) {
            // Then the trial has the streams of this process, as a program that is executed at once would have.
            return false;
        }
    }

    private String[] arguments(SavedState state) {
        state.set(SavedState.SUPERVISE, posix.getpid());
        descriptors.save(state);
        return new String[] {PROGRAM, directory, state.text()};
    }

    /** Ends a trial that takes too long. For each turn of the loop. */
    void checkTime() {
        if (limit != null && limit.expired()) {
            limit.cancel();
            if (trial == Posix.NONE) {
                return;
            }
            try {
                posix.kill(trial, Signal.KILL);
            } catch (PosixException ignored) {
                // It is a child that has not been reaped, so that it is there; one of another user ends by itself.
                return;
            }
        }
    }

    /** A child has been reaped that is not the service's process. */
    void reaped(int child, WaitStatus status) {
        if (child == trial) {
            trial = Posix.NONE;
            limit.cancel();
            boolean understood = !status.crashed() && status.exitCode() == UNDERSTOOD;
            due = understood && !again;
            if (!understood && !again) {
                warn("no supervise in PATH can take over");
            }
        }
    }

    /** Whether the program is to be tried again now: it was requested while the last trial was running. */
    boolean trialDue() {
        return again && trial == Posix.NONE;
    }

    /** Whether the program is to be executed now. */
    boolean due() {
        return due && !limit.isSet();
    }

    /**
     * Executes the program. If that fails, this process goes on; CHLD may have been lost.
     *
     * @param safe whether nothing is lost even if the program exits, in spite of the trial; otherwise this is postponed for a second
     *     at most, and then the program is not executed
     */
    void execute(SavedState state, boolean safe) {
        if (!safe && postponements < POSTPONEMENTS) {
            postponements++;
            limit.setIn(PAUSE);
            return;
        }
        due = false;
        postponements = 0;
        if (!safe) {
            warn("the history does not show the process of the service");
            return;
        }
        String[] arguments = arguments(state);
        Errno error;
        try {
            descriptors.inherit();
            posix.stopIgnoring(Signal.PIPE);
            posix.stopIgnoring(Signal.XFSZ);
            error = PathSearch.run(PROGRAM, posix.variable("PATH"), path -> posix.execve(path, arguments));
        } catch (PosixException failed) {
            error = failed.errno();
        }
        diagnostics.becomeResident();
        posix.ignore(Signal.XFSZ);
        descriptors.closeOnExec();
        warn(error.text());
    }

    private void warn(String why) {
        diagnostics.warn("unable to replace supervise of " + directory + ": " + why);
    }
}
