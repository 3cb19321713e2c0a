package io.daemontools.svls;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Posix;
import io.daemontools.service.EndCause;
import io.daemontools.service.HistoryFile;
import io.daemontools.service.RunEnd;
import io.daemontools.service.RunHistory;
import io.daemontools.service.RunStart;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceReader;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StartReason;
import io.daemontools.service.Want;

/** A service as its files show it at a moment. It is reused for one service after the other. Times are of the wall clock, in nanoseconds. */
final class ServiceView {
    private static final long HOUR = 3600 * Clocks.SECOND;
    private static final long NEVER = Long.MIN_VALUE;
    private static final long MINUTE = 60 * Clocks.SECOND;

    /** So many restarts within a minute are a loop. */
    private static final int LOOP = 3;

    /** In a loop, a run that is shorter is no sign that the service is repaired: supervise starts it each second. */
    private static final long SHORT = 2 * Clocks.SECOND;

    private final ServiceReader reader;
    private final ProcessUse use;
    private final RunStart earlier = new RunStart();
    private final RunEnd lastEnd = new RunEnd();
    private final RunEnd end = new RunEnd();
    private boolean hasLastEnd;
    private int restarts;
    private int recentRestarts;
    private long longestRun;
    private State state = State.UNKNOWN;

    ServiceView(Posix posix, ProcessUse use) {
        reader = new ServiceReader(posix);
        this.use = use;
    }

    /** Reads a service directory. */
    void read(CharSequence directory, long now) {
        reader.read(directory);
        judge(now);
    }

    /** Reads the directory of the logger of a service. */
    void readLogger(CharSequence directory, long now) {
        reader.readLogger(directory);
        judge(now);
    }

    private void judge(long now) {
        hasLastEnd = false;
        restarts = 0;
        recentRestarts = 0;
        longestRun = SHORT;
        if (reader.hasHistory()) {
            readRuns(now);
        }
        state = judge();
    }

    /** Goes back from the last run to an hour ago, and to the last end. A restart is counted with the end before it. */
    private void readRuns(long now) {
        RunHistory history = reader.history();
        long oldest = Math.max(1, history.last() - HistoryFile.RECORDS + 1);
        long restarted = NEVER;
        for (long number = history.last(); number >= oldest; number--) {
            RunStart run = reader.lastRun();
            if (number < history.last()) {
                run = earlier;
                if (!history.start(number, run)) {
                    continue;
                }
            }
            if (run.reason() == StartReason.FINISH) {
                continue;
            }
            boolean ended = history.end(number, hasLastEnd ? end : lastEnd);
            RunEnd how = hasLastEnd ? end : lastEnd;
            hasLastEnd |= ended;
            if (restarted != NEVER && !(ended && commanded(how))) {
                count(restarted, now);
                longestRun =
                        ended && restarted >= now - MINUTE ? Math.max(longestRun, how.time() - run.time()) : longestRun;
            }
            restarted = run.reason() == StartReason.RESTART && run.time() >= now - HOUR ? run.time() : NEVER;
            if (restarted == NEVER && hasLastEnd && run.time() < now - HOUR) {
                return;
            }
        }
        if (restarted != NEVER) {
            count(restarted, now);
        }
    }

    private static boolean commanded(RunEnd end) {
        return end.cause() == EndCause.COMMAND || end.cause() == EndCause.TIMEOUT;
    }

    private void count(long restarted, long now) {
        restarts++;
        recentRestarts += restarted >= now - MINUTE ? 1 : 0;
    }

    private State judge() {
        if (reader.problem() != null) {
            return State.UNKNOWN;
        }
        if (!reader.supervised()) {
            return State.NOT_SUPERVISED;
        }
        if (!reader.hasStatus()) {
            return State.UNKNOWN;
        }
        if (reader.failed()) {
            return State.FAILED;
        }
        boolean failing = reader.want() == Want.UP && recentRestarts >= LOOP;
        return reader.pid() == 0 ? withoutProcess(failing) : withProcess(failing);
    }

    private State withoutProcess(boolean failing) {
        ServiceState published = reader.state();
        if (published != null && published.phase() == ServicePhase.BACKING_OFF) {
            return State.BACKING_OFF;
        }
        if (failing) {
            return State.FAILING;
        }
        return reader.want() == Want.UP ? State.RESTARTING : State.DOWN;
    }

    private State withProcess(boolean failing) {
        if (reader.finishing()) {
            return State.FINISHING;
        }
        if (reader.paused()) {
            return State.PAUSED;
        }
        ServiceState published = reader.state();
        if (reader.want() == Want.DOWN || (published != null && published.phase() == ServicePhase.STOPPING)) {
            return State.STOPPING;
        }
        if (failing) {
            return State.FAILING;
        }
        if (published != null && published.phase() == ServicePhase.STARTING) {
            return published.readySince() == ServiceState.NONE ? State.STARTING : State.RELOADING;
        }
        if (published != null && published.ready()) {
            return State.READY;
        }
        return adopted() ? State.ADOPTED : State.UP;
    }

    /** What it is doing. */
    State state() {
        return state;
    }

    /** Its files. */
    ServiceReader files() {
        return reader;
    }

    /** Whether its process was started by another supervise. */
    boolean adopted() {
        return reader.pid() != 0 && reader.hasHistory() && reader.lastRun().reason() == StartReason.ADOPTED;
    }

    /** How many times it was restarted in the last hour, as far as its history goes back. */
    int restarts() {
        return restarts;
    }

    /**
     * How long its process has run, in nanoseconds, if that is longer than each run of the last minute that has ended by itself; 0 if
     * not.
     */
    long longerRun(long now) {
        if (!reader.up() || !reader.hasHistory()) {
            return 0;
        }
        long time = now - reader.lastRun().time();
        return time > longestRun ? time : 0;
    }

    /** How often the service has ended: see {@link io.daemontools.service.EndCounts}. */
    long endCounts() {
        return hasLastEnd ? lastEnd.counts() : 0;
    }

    /** The last end of the service that is known, or null. */
    RunEnd lastEnd() {
        return hasLastEnd ? lastEnd : null;
    }

    /** The resident memory of its process in bytes now, or {@link ProcessUse#UNKNOWN}. */
    long memory() {
        return reader.supervised() && reader.pid() > 0 ? use.memory(reader.pid()) : ProcessUse.UNKNOWN;
    }

    /** The CPU time of its process until now in {@link ProcessUse#TICKS_PER_SECOND}, or {@link ProcessUse#UNKNOWN}. */
    long ticks() {
        return reader.supervised() && reader.pid() > 0 ? use.ticks(reader.pid()) : ProcessUse.UNKNOWN;
    }
}
