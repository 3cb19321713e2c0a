package io.daemontools.supervise;

import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;
import io.daemontools.posix.WaitStatus;
import io.daemontools.service.RunEnd;

/**
 * The exit status of an adopted process that has ended, which is no child of this supervise: the system may know it only seconds after
 * the end, or never.
 */
final class LateExitStatus {
    /** How often it is queried after the first time, a second apart. */
    private static final int QUERIES = 10;

    private final Adopted process;
    private final RunEnd run;
    private final Deadline next;
    private int queriesLeft = QUERIES;
    private boolean closed;

    /**
     * A status to be queried.
     *
     * @param process the process, which is closed when the status is known or queried for the last time
     * @param run its end, which gets the status
     */
    LateExitStatus(Adopted process, RunEnd run, EventLoop loop) {
        this.process = process;
        this.run = run;
        this.next = loop.deadline();
    }

    /** Whether it is time for the next query. */
    boolean due() {
        return next.expired();
    }

    /** Queries the status. Returns whether it is known. */
    boolean query() {
        WaitStatus status = new WaitStatus();
        boolean known = process.exitStatus(status);
        if (known) {
            run.setStatus(status);
        }
        if (known || queriesLeft == 0 || !process.watches()) {
            close();
        } else {
            queriesLeft--;
            next.setIn(Posix.SECOND);
        }
        return known;
    }

    private void close() {
        closed = true;
        next.cancel();
        process.close();
    }

    /** Whether the status is known, or queried no more. */
    boolean closed() {
        return closed;
    }

    /** The end of the process, with the status if that is known. */
    RunEnd run() {
        return run;
    }
}
