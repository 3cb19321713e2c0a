package io.daemontools.simulation.check;

import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.kernel.SimulatedProcess;
import java.util.ArrayList;
import java.util.List;

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

    /** Whether a call on its history, or to identify its process, was made to fail. */
    boolean historyFailed;

    /** Whether a signal of its supervise was made to fail. */
    boolean signalFailed;

    /** Whether a fork of its supervise was made to fail. */
    boolean forkFailed;

    /** The last of {@code u}, {@code d}, {@code o} that its supervise read, or with which it began. */
    char want = 'u';

    /** When it read that. */
    long wantSince = NEVER;

    /** When its supervise read {@code x}, or {@link #NEVER}. */
    long exitSince = NEVER;

    /** When its run last started or ended. */
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

    /** Whether a run belongs to its supervise: as a child, or adopted. */
    boolean owns(SimulatedProcess run) {
        SuperviseStatus status = status();
        return run.parent() == supervise || (status != null && status.pid() == run.pid());
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
