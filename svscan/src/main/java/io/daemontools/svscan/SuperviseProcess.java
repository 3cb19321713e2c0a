package io.daemontools.svscan;

import io.daemontools.event.Watch;
import io.daemontools.posix.Posix;
import io.daemontools.posix.WaitStatus;
import io.daemontools.service.OkFifo;

/**
 * The supervise of a service directory: a child of svscan, or another one that svscan has found running and watches. svscan holds
 * the writing end of the {@code ok} of a watched one, to notice its end.
 *
 * <p>{@link ServiceTable#SUPERVISE_SIZE} is its size in memory.
 */
final class SuperviseProcess {
    private static final int NONE = 0;

    /** The kernel may close the {@code ok} of a killed supervise before its lock: nanoseconds in which it closes the lock, too. */
    private static final long UNLOCK_TIME = Posix.SECOND / 100;

    private int pid;
    private int ok = OkFifo.NOT_HELD;
    private Watch watch;

    /** The earliest time of the next start, on the monotonic clock; at first long ago. */
    private long notBefore = Long.MIN_VALUE / 2;

    private boolean restartWanted;
    private boolean exitCodeUnknown;
    private boolean foundAgain;

    /** Whether it runs. */
    boolean runs() {
        return pid != NONE || ok != OkFifo.NOT_HELD;
    }

    /** Whether it runs, and svscan has not started it. */
    boolean watched() {
        return ok != OkFifo.NOT_HELD;
    }

    /** Its process id; 0 if it does not run or is watched. */
    int pid() {
        return pid;
    }

    /** The writing end of the {@code ok} of a watched one. */
    int ok() {
        return ok;
    }

    /** svscan has started it. */
    void started(int child, long now) {
        pid = child;
        notBefore = now + Posix.SECOND;
        restartWanted = false;
    }

    /**
     * svscan has found it running. If its end has just been reported, svscan does not act on the next report within a second: a
     * system may report the end of a supervise that runs.
     *
     * @param writingEnd of its {@code ok}
     * @param watching that descriptor; or null, for lack of memory
     */
    void found(int writingEnd, Watch watching, long now) {
        ok = writingEnd;
        watch = watching;
        foundAgain = restartWanted;
        if (restartWanted) {
            notBefore = now + Posix.SECOND;
            restartWanted = false;
        }
    }

    /**
     * Notes that this child has ended. If it has exited 0, which it does on command, only a scan starts it again: an administrator
     * may be about to remove the service.
     */
    void childEnded(WaitStatus status) {
        pid = NONE;
        restartWanted = status.crashed() || status.exitCode() != 0;
        exitCodeUnknown = false;
    }

    /** This child runs in another directory: it is not the supervise of this one. */
    void startedElsewhere() {
        pid = NONE;
        restartWanted = true;
        exitCodeUnknown = false;
    }

    /** Whether the end of the watched one has been reported. */
    boolean endReported() {
        return watch != null && watch.ready();
    }

    /** Notes that the watched one has ended. The next one is started when the lock is free. */
    void watchedEnded(Posix posix) {
        long unlocked = posix.monotonicClock() + UNLOCK_TIME;
        if (unlocked - notBefore > 0) {
            notBefore = unlocked;
        }
        if (watch != null) {
            watch.remove();
            watch = null;
        }
        posix.close(ok);
        ok = OkFifo.NOT_HELD;
        restartWanted = true;
        exitCodeUnknown = !foundAgain;
    }

    /**
     * Whether the one that ended last was watched, and may have exited on command. A supervise that has been killed is found again
     * for a moment if it has just forked: its child has {@code ok} open.
     */
    boolean exitCodeUnknown() {
        return exitCodeUnknown;
    }

    /** Whether it has ended, and is to be started again before the next scan. */
    boolean restartWanted() {
        return restartWanted;
    }

    /** The next scan starts it again. */
    void leaveToScan() {
        restartWanted = false;
    }

    /** When it may be started again, on the monotonic clock: a second after its last start, and when its lock is free. */
    long notBefore() {
        return notBefore;
    }

    /** Whether it is to be started by a scan. If it is too early, it is started before the next scan. */
    boolean dueInScan(long now) {
        if (runs() || !mayStart(now)) {
            restartWanted |= !runs();
            return false;
        }
        return true;
    }

    /** Whether it is to be started again before the next scan, and now. */
    boolean dueBetweenScans(long now) {
        return !runs() && restartWanted && mayStart(now);
    }

    /** Whether it is a child that was started less than a second ago. */
    boolean startedJustNow(long now) {
        return pid != NONE && !mayStart(now);
    }

    private boolean mayStart(long now) {
        return now - notBefore >= 0;
    }
}
