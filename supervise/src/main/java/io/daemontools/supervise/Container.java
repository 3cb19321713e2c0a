package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.event.EventLoop;
import io.daemontools.event.StopSignals;
import io.daemontools.posix.Posix;
import io.daemontools.service.HistoryReader;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.Want;

/**
 * What supervise does beyond its usual tasks in a container: for an {@link Essential} service, and as PID 1. A signal that stops a
 * container asks PID 1 for {@code svc -dx}; another one, for {@code svc -dxk}.
 */
final class Container {
    private static final int ID = 1;
    private static final Event[] COMMANDS = {Event.DOWN, Event.EXIT, Event.KILL};

    private final boolean first;
    private final Essential essential;
    private final EventLoop loop;
    private final Posix posix;
    private boolean asked;

    /** How many commands are to be carried out, and the index of the next one. */
    private int count;

    private int next;

    /** As PID 1, makes the loop catch the signals. {@code directory} is the name of the working directory in messages. */
    Container(String directory, EventLoop loop, Posix posix, Diagnostics diagnostics) {
        this.first = posix.getpid() == ID;
        this.essential = new Essential(directory, posix, diagnostics);
        this.loop = loop;
        this.posix = posix;
        if (first) {
            StopSignals.catchAll(loop);
        }
    }

    /** Whether the service is essential. */
    boolean essential() {
        return essential.exists();
    }

    /** What is wanted of the service in a phase, see {@link Essential#want}. */
    Want want(Want wanted, Phase phase) {
        return essential.want(wanted, phase);
    }

    /** The next command that a signal has asked for, or null. */
    Event next() {
        if (first && next == count && StopSignals.take(loop)) {
            count = asked ? COMMANDS.length : COMMANDS.length - 1;
            next = 0;
            asked = true;
        }
        return next < count ? COMMANDS[next++] : null;
    }

    /** Whether this process ends because an essential service has ended. */
    boolean endsWith(Want want, Phase phase) {
        return first && essential.ended(want, phase);
    }

    /** The exit code of supervise. */
    int exitStatus(Want want, Phase phase) {
        if (!endsWith(want, phase)) {
            return ExitStatus.SUCCESS;
        }
        int status = HistoryReader.lastExitStatus(posix, ServiceFiles.HISTORY);
        return status == HistoryReader.UNKNOWN ? ExitStatus.TEMPORARY : status;
    }
}
