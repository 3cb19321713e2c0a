package io.daemontools.svls;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.service.HistoryFile;
import io.daemontools.service.RunEnd;
import io.daemontools.service.RunHistory;
import io.daemontools.service.RunStart;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceProblem;
import io.daemontools.service.ServiceReader;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StartReason;
import io.daemontools.service.Want;

/** A service as its files show it at a moment. It is reused for one service after the other. Times are of the wall clock, in nanoseconds. */
final class ServiceView {
    private static final long HOUR = 3600 * Clocks.SECOND;
    private static final long MINUTE = 60 * Clocks.SECOND;

    /** So many restarts within a minute are a loop. */
    private static final int LOOP = 3;

    private final ServiceReader reader;
    private final ProcessMemory memories;
    private final RunStart run = new RunStart();
    private final RunEnd lastEnd = new RunEnd();
    private boolean hasLastEnd;
    private int restarts;
    private int recentRestarts;
    private long memory;
    private State state = State.UNKNOWN;

    ServiceView(Posix posix, ProcessMemory memories) {
        reader = new ServiceReader(posix);
        this.memories = memories;
    }

    /** Reads a service directory. */
    void read(CharSequence directory, long now) {
        reader.read(directory);
        hasLastEnd = false;
        restarts = 0;
        recentRestarts = 0;
        if (reader.hasHistory()) {
            readRuns(now);
        }
        state = judge();
        memory = reader.supervised() && reader.pid() > 0 ? memories.of(reader.pid()) : ProcessMemory.UNKNOWN;
    }

    /** Goes back from the last run to an hour ago, and to the last end. */
    private void readRuns(long now) {
        RunHistory history = reader.history();
        long oldest = Math.max(1, history.last() - HistoryFile.RECORDS + 1);
        for (long number = history.last(); number >= oldest; number--) {
            if (!history.start(number, run) || run.reason() == StartReason.FINISH) {
                continue;
            }
            hasLastEnd |= !hasLastEnd && history.end(number, lastEnd);
            if (run.time() < now - HOUR && hasLastEnd) {
                return;
            }
            if (run.reason() == StartReason.RESTART && run.time() >= now - HOUR) {
                restarts++;
                recentRestarts += run.time() >= now - MINUTE ? 1 : 0;
            }
        }
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
            return State.STARTING;
        }
        if (published != null && published.ready()) {
            return State.READY;
        }
        return adopted() ? State.ADOPTED : State.UP;
    }

    /** Whether there is no directory of that name. */
    boolean noDirectory() {
        ServiceProblem problem = reader.problem();
        return problem != null
                && problem.errno() == (problem.step() == ServiceProblem.Step.STAT_DOWN ? Errno.ENOTDIR : Errno.ENOENT);
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

    /** The last end of the service that is known, or null. */
    RunEnd lastEnd() {
        return hasLastEnd ? lastEnd : null;
    }

    /** The resident memory of its process in bytes, or {@link ProcessMemory#UNKNOWN}. */
    long memory() {
        return memory;
    }
}
