package io.daemontools.supervise;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.service.EndCause;
import io.daemontools.service.RunEnd;

/** What supervise does to end a process of its service, for the history. */
final class Ending {
    private EndCause cause = EndCause.NONE;

    /** The last signal that a command has sent, or null. */
    private Signal commanded;

    /** Another process has been started. */
    void reset() {
        cause = EndCause.NONE;
        commanded = null;
    }

    /** A command sends a signal. */
    void command(Signal signal) {
        commanded = signal;
        if (isByCommand(signal) && cause == EndCause.NONE) {
            cause = EndCause.COMMAND;
        }
    }

    /** Whether the end of a process after this signal is one that the command has asked for. */
    static boolean isByCommand(Signal signal) {
        return signal == Signal.TERM || signal == Signal.KILL || signal == Signal.INT || signal == Signal.QUIT;
    }

    /** The process is about to be killed. */
    void kill(EndCause why) {
        if (cause == EndCause.NONE || why == EndCause.TIMEOUT) {
            cause = why;
        }
    }

    /** Kills the process, or its process group. */
    void kill(ServiceProcess process, EndCause why, boolean group) {
        kill(why);
        try {
            if (group) {
                process.sendToGroup(Signal.KILL);
            } else {
                process.send(Signal.KILL);
            }
        } catch (PosixException ignored) {
            // It has just ended, or has become another user's: its status shows the result.
            return;
        }
    }

    /** Adds the cause to an end. Any signal on command ends a process that has no handler for it. */
    void put(RunEnd end, Posix posix) {
        boolean asCommanded = commanded != null && posix.signal(end.status().signal()) == commanded;
        end.setCause(cause == EndCause.NONE && asCommanded ? EndCause.COMMAND : cause);
    }
}
