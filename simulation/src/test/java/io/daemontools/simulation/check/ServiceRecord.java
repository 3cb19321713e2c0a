package io.daemontools.simulation.check;

import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.kernel.SimulatedProcess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is known of a service directory, a logger's too. */
final class ServiceRecord {
    /** A moment that has not come. */
    static final long NEVER = Long.MIN_VALUE / 2;

    final Directory directory;

    /** The live processes that executed {@code ./run} in it. */
    final List<SimulatedProcess> runs = new ArrayList<>();

    /** The supervise that got its lock last, or null. */
    SimulatedProcess supervise;

    /** Whether one of its supervises was killed. */
    boolean superviseKilled;

    /**
     * The runs that no supervise can adopt: the history does not have their identity, since a call of theirs was made to fail, or
     * their supervise had no history.
     */
    final Set<SimulatedProcess> unrecorded = new HashSet<>();

    /** Whether its supervise has no history, since a call was made to fail. */
    boolean withoutHistory;

    /**
     * The run that was last adopted with a status of another supervise, which had no history and was to take its own run down; or
     * null.
     */
    SimulatedProcess adoptedDown;

    /** That run, if it is wanted down only by that status: no one has sent it TERM, and its supervise has read no other command. */
    SimulatedProcess notStopped;

    /** Whether a supervise has written its status. Otherwise a scenario may have. */
    boolean statusWritten;

    /** The process that had the process id in its status when a supervise last wrote that, or null. */
    SimulatedProcess statusProcess;

    /** Whether there was a run in a shutdown that its status did not show, since its supervise was killed before it wrote that. */
    boolean runHidden;

    /** Whether its supervise has adopted a run that was paused or continued, and the status left behind did not show it. */
    boolean pauseLost;

    /** Whether a signal of its supervise to the run was made to fail, after the last command {@code d}. */
    boolean signalFailed;

    /** When such a signal was last made to fail. */
    long signalFailure = NEVER;

    /** When its supervise last forked. */
    long lastFork = NEVER;

    /** Whether a fork of its supervise was made to fail, after the last run was started. */
    boolean forkFailed;

    /** The last of {@code u}, {@code d}, {@code o} that its supervise read, or with which it began. */
    char want = 'u';

    /** What was wanted when a run was last started: the history has it. */
    char wantAtStart = 'u';

    /**
     * What was wanted before a supervise read {@code o} when the run had ended: it may carry it out only after it has started the next one.
     * Else the same as {@link #want}.
     */
    char wantBeforeOnce = 'u';

    /** With which of {@code u}, {@code d}, {@code o} its supervise may begin; empty when it has begun. */
    String mayBegin = "";

    /** When it read that. */
    long wantSince = NEVER;

    /** When its supervise read {@code x}, or {@link #NEVER}. */
    long exitSince = NEVER;

    /** When its run was last forked, or executed, or ended. */
    long lastChange = NEVER;

    ServiceRecord(Directory directory) {
        this.directory = directory;
    }

    /** Whether a supervise has its lock; nothing is expected of one whose directory has been removed. */
    boolean supervised() {
        return supervise != null && !supervise.ended() && !directory.removed();
    }

    /** Its status, or null if there is none. */
    SuperviseStatus status() {
        return superviseFile("status") instanceof RegularFile file && file.size() == StatusCodec.SIZE
                ? StatusCodec.decode(file.bytes())
                : null;
    }

    /** Whether a supervise that finds a run can adopt it. */
    boolean adoptable(SimulatedProcess run) {
        return !withoutHistory && !unrecorded.contains(run);
    }

    /** The run that a supervise which begins is to adopt, or null. */
    SimulatedProcess adoptable() {
        return runs.stream().filter(this::adoptable).findFirst().orElse(null);
    }

    /** What is wanted as of its status: {@code u}, {@code d} or {@code o}; or a space if there is none. */
    char wantInStatus() {
        SuperviseStatus status = status();
        return status == null ? ' ' : status.want() == 0 ? 'o' : status.want();
    }

    /** Whether its status shows that it is down, and wanted down. */
    boolean leftDown() {
        SuperviseStatus status = status();
        return status != null && !status.up() && status.want() == 'd';
    }

    /** Whether its status has the process id of a run. */
    boolean statusShows(SimulatedProcess run) {
        SuperviseStatus status = status();
        return status != null && status.pid() == run.pid();
    }

    /** Whether its status is about a run, and not about one before it with the same process id. */
    boolean statusIsAbout(SimulatedProcess run) {
        return statusShows(run) && (run == statusProcess || !statusWritten);
    }

    /** Whether a run belongs to its supervise: as a child, or adopted. */
    boolean owns(SimulatedProcess run) {
        return run.parent() == supervise || statusIsAbout(run);
    }

    /** The file {@code supervise/NAME}, or null. */
    Inode superviseFile(String name) {
        return directory.get("supervise") instanceof Directory state ? state.get(name) : null;
    }

    /** Whether a process has the lock. */
    boolean locks(SimulatedProcess process) {
        Inode lock = superviseFile("lock");
        if (lock == null || lock.lockHolder() == null) {
            return false;
        }
        return process.descriptors().files().contains(lock.lockHolder());
    }

    /** Its path, for messages. */
    @Override
    public String toString() {
        return path(directory);
    }

    private static String path(Directory at) {
        if (at.parent() == at) {
            return "";
        }
        for (String name : at.parent().names()) {
            if (at.parent().get(name) == at) {
                return path(at.parent()) + '/' + name;
            }
        }
        return path(at.parent()) + "/(removed)";
    }
}
