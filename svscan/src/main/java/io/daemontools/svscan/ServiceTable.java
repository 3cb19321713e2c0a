package io.daemontools.svscan;

import io.daemontools.event.EventLoop;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Limits;
import io.daemontools.posix.Posix;
import io.daemontools.posix.WaitStatus;

/**
 * The services that svscan has found, by the identity of their directories and by the process ids of their supervises. A native program exits when it runs out of memory, so
 * the table asks before it grows.
 *
 * <p>{@link #find}, {@link #get} and {@link #add} return the same entry, for another service each time.
 */
final class ServiceTable {
    /** Bytes for everything but services: names and messages. */
    static final int RESERVE = 16 * 1024;

    private final ServiceRecords records;
    private final ServiceEntry current = new ServiceEntry();

    /** The one in loops of this table. */
    private final ServiceEntry each = new ServiceEntry();

    /** {@link #nextRestart} if nothing is to be started. */
    static final long NEVER = Long.MAX_VALUE;

    /** Whether there was no memory for more in this scan. */
    private boolean exhausted;

    ServiceTable(Limits limits) {
        records = new ServiceRecords(limits);
    }

    /** The service whose directory this is, or null. */
    ServiceEntry find(FileStatus directory) {
        return records.find(directory, current) ? current : null;
    }

    /** Whether another service can be added. */
    boolean hasRoom() {
        if (records.full() && !exhausted) {
            exhausted = !records.grow(RESERVE);
        }
        return !records.full();
    }

    /**
     * Adds a service whose supervises do not run yet, without a logger; there must be room for it.
     *
     * @param birth when its directory was made, see {@link Posix#birth}
     */
    ServiceEntry add(FileStatus directory, long birth) {
        records.add(directory, birth, current);
        return current;
    }

    int size() {
        return records.size();
    }

    ServiceEntry get(int index) {
        records.get(index, current);
        return current;
    }

    void markAllSeen() {
        for (int i = 0; i < size(); i++) {
            records.get(i, each);
            each.markSeen();
        }
    }

    /** {@code now} is the time on the monotonic clock. */
    void markAllUnseen(long now) {
        exhausted = false;
        if ((records.unset(ServiceEntry.SEEN) & SuperviseProcess.EITHER_WAITING) != 0) {
            for (int i = 0; i < size(); i++) {
                records.get(i, each);
                each.supervise().forgetWait(now);
                each.logSupervise().forgetWait(now);
            }
        }
    }

    /** Notes which supervises have ended. */
    void noteEnds(EventLoop loop, Posix posix) {
        reapChildren(loop);
        for (int i = next(0, SuperviseProcess.EITHER_WATCHED);
                i < size();
                i = next(i + 1, SuperviseProcess.EITHER_WATCHED)) {
            records.get(i, each);
            noteReported(each.supervise(), posix);
            noteReported(each.logSupervise(), posix);
        }
    }

    private static void noteReported(SuperviseProcess supervise, Posix posix) {
        if (supervise.endReported()) {
            supervise.watchedEnded(posix);
        }
    }

    /** Reaps all children that have ended; those that are no supervises are orphans that PID 1 has inherited. */
    private void reapChildren(EventLoop loop) {
        for (int child = loop.reap(); child != Posix.NONE; child = loop.reap()) {
            childEnded(child, loop.childStatus());
        }
    }

    void childEnded(int pid, WaitStatus status) {
        SuperviseProcess ended = records.children().find(pid, each);
        if (ended != null) {
            ended.childEnded(status);
        }
    }

    /**
     * When the next supervise is to be started before the next scan, on the monotonic clock; or {@link #NEVER}. A service whose
     * directory was not seen is left to the scans.
     */
    long nextRestart(Posix posix) {
        long next = NEVER;
        for (int i = next(0, SuperviseProcess.EITHER_RESTART_WANTED);
                i < size();
                i = next(i + 1, SuperviseProcess.EITHER_RESTART_WANTED)) {
            records.get(i, each);
            if (each.seen()) {
                long now = posix.monotonicClock();
                next = earlier(next, each.supervise(), now);
                next = earlier(next, each.logSupervise(), now);
            }
        }
        return next;
    }

    private static long earlier(long next, SuperviseProcess supervise, long now) {
        if (!supervise.restartWanted()) {
            return next;
        }
        long start = supervise.notBefore(now);
        return next == NEVER || start - next < 0 ? start : next;
    }

    /** Leaves to the next scan what is due now and whose directory was seen: it could not be started. */
    void leaveToScan(long now) {
        for (int i = 0; i < size(); i++) {
            records.get(i, each);
            if (each.seen()) {
                leaveToScan(each.supervise(), now);
                leaveToScan(each.logSupervise(), now);
            }
        }
    }

    private static void leaveToScan(SuperviseProcess supervise, long now) {
        if (supervise.dueBetweenScans(now)) {
            supervise.leaveToScan();
        }
    }

    /** Adds the supervises that run, as far as their process ids are known, to a set, as processes whose start is not known. */
    void addSupervisesTo(ProcessSet processes) {
        for (int i = 0; i < size(); i++) {
            records.get(i, each);
            add(each.supervise(), processes);
            add(each.logSupervise(), processes);
        }
    }

    private static void add(SuperviseProcess supervise, ProcessSet processes) {
        if (supervise.pid() != Posix.NONE) {
            processes.add(supervise.pid(), ProcessSet.UNKNOWN_START);
        }
    }

    /** Whether the supervise of a logger runs that svscan has not started. */
    boolean watchesLogger() {
        for (int i = 0; i < size(); i++) {
            records.get(i, each);
            if (each.logSupervise().watched()) {
                return true;
            }
        }
        return false;
    }

    /** The index of the next service, from this one on, whose directory was not seen; {@link #size} if there is no other. */
    int nextUnseen(int from) {
        return records.next(from, ServiceEntry.SEEN, false);
    }

    private int next(int from, int flags) {
        return records.next(from, flags, true);
    }

    /** Removes the services whose directories and supervises are gone. */
    void removeVanished(Posix posix) {
        int kept = nextUnseen(0);
        for (int i = kept; i < size(); i++) {
            records.get(i, each);
            if (each.vanished()) {
                each.close(posix);
            } else {
                if (kept < i) {
                    records.move(i, kept);
                }
                kept++;
            }
        }
        if (kept < size()) {
            records.truncate(kept);
        }
    }
}
