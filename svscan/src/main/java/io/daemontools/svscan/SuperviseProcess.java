package io.daemontools.svscan;

import io.daemontools.event.Watch;
import io.daemontools.posix.Posix;
import io.daemontools.posix.WaitStatus;
import io.daemontools.service.OkFifo;

/**
 * The supervise of a service directory: a child of svscan, or another one that svscan has found running and watches. svscan holds
 * the writing end of the {@code ok} of a watched one, to notice its end.
 *
 * <p>Its data is in the record of its service.
 */
final class SuperviseProcess {
    /** The process id; or, if it is watched, the writing end of its {@code ok}. */
    private static final int PROCESS = 0;

    /** The earliest time of the next start, in ticks: the lower 32 bits. It is never more than {@link #LONGEST_WAIT} ahead. */
    private static final int NOT_BEFORE = 1;

    /** If it is a child: the next one in the same bucket of the index, see {@link ChildIndex}. */
    private static final int NEXT_CHILD = 2;

    /** The number of these places. */
    static final int PLACES = 3;

    private static final int WATCHED = 1;
    private static final int RESTART_WANTED = 1 << 1;
    private static final int EXIT_CODE_UNKNOWN = 1 << 2;
    private static final int FOUND_AGAIN = 1 << 3;

    /** Whether {@link #NOT_BEFORE} counts. */
    private static final int WAITING = 1 << 4;

    /** The number of flags. */
    static final int FLAGS = 5;

    /** The flags of both supervises that one is watched. */
    static final int EITHER_WATCHED = WATCHED | (WATCHED << FLAGS);

    /** That one is to be started again before the next scan. */
    static final int EITHER_RESTART_WANTED = RESTART_WANTED | (RESTART_WANTED << FLAGS);

    /** That one may have to wait before it is started. */
    static final int EITHER_WAITING = WAITING | (WAITING << FLAGS);

    private static final int NONE = 0;

    /** The binary logarithm of the nanoseconds in a tick: about a microsecond. */
    private static final int TICK = 10;

    private static final int LONGEST_WAIT = (int) (Posix.SECOND >> TICK) + 1;

    /** The kernel may close the {@code ok} of a killed supervise before its lock: nanoseconds in which it closes the lock, too. */
    private static final long UNLOCK_TIME = Posix.SECOND / 100;

    private final ServiceRecord service;
    private final boolean logger;

    /** The first of its places in the record. */
    private final int place;

    /** The place of its first flag. */
    private final int shift;

    /** The supervise of the service that a record has, or of its logger. */
    SuperviseProcess(ServiceRecord service, boolean logger) {
        this.service = service;
        this.logger = logger;
        this.place = place(logger);
        this.shift = shift(logger);
    }

    private static int place(boolean logger) {
        return logger ? ServiceRecord.LOG_SUPERVISE : ServiceRecord.SUPERVISE;
    }

    private static int shift(boolean logger) {
        return logger ? FLAGS : 0;
    }

    /** The place in a record of the next child in the same bucket. */
    static int nextChildPlace(boolean logger) {
        return place(logger) + NEXT_CHILD;
    }

    /** The process id of a supervise in a record; 0 if it is no child that runs. */
    static int pid(ServiceRecords records, int service, boolean logger) {
        boolean watched = (records.number(service, ServiceRecord.FLAGS) & (WATCHED << shift(logger))) != 0;
        return watched ? NONE : records.number(service, place(logger) + PROCESS);
    }

    private boolean is(int flag) {
        return service.is(flag << shift);
    }

    private void set(int flag, boolean value) {
        service.set(flag << shift, value);
    }

    private void setProcess(int number, boolean watched) {
        if (pid() != NONE) {
            service.removeChild(logger);
        }
        service.set(place + PROCESS, number);
        set(WATCHED, watched);
        if (pid() != NONE) {
            service.addChild(logger);
        }
    }

    /** Whether it runs. */
    boolean runs() {
        return service.get(place + PROCESS) != NONE || watched();
    }

    /** Whether it runs, and svscan has not started it. */
    boolean watched() {
        return is(WATCHED);
    }

    /** Its process id; 0 if it does not run or is watched. */
    int pid() {
        return watched() ? NONE : service.get(place + PROCESS);
    }

    /** The writing end of the {@code ok} of a watched one. */
    int ok() {
        return watched() ? service.get(place + PROCESS) : OkFifo.NOT_HELD;
    }

    /** svscan has started it. */
    void started(int child, long now) {
        setProcess(child, false);
        waitUntil(now + Posix.SECOND);
        set(RESTART_WANTED, false);
    }

    /**
     * svscan has found it running. If its end has just been reported, svscan does not act on the next report within a second: a
     * system may report the end of a supervise that runs.
     *
     * @param writingEnd of its {@code ok}
     * @param watching that descriptor; or null, for lack of memory
     */
    void found(int writingEnd, Watch watching, long now) {
        setProcess(writingEnd, true);
        service.setWatch(logger, watching);
        set(FOUND_AGAIN, restartWanted());
        if (restartWanted()) {
            waitUntil(now + Posix.SECOND);
            set(RESTART_WANTED, false);
        }
    }

    /**
     * Notes that this child has ended. If it has exited 0, which it does on command, only a scan starts it again: an administrator
     * may be about to remove the service.
     */
    void childEnded(WaitStatus status) {
        childGone(status.crashed() || status.exitCode() != 0);
    }

    /** This child runs in another directory: it is not the supervise of this one. */
    void startedElsewhere() {
        childGone(true);
    }

    private void childGone(boolean restart) {
        setProcess(NONE, false);
        set(RESTART_WANTED, restart);
        set(EXIT_CODE_UNKNOWN, false);
    }

    /** Whether the end of the watched one has been reported. */
    boolean endReported() {
        if (!watched()) {
            return false;
        }
        Watch watch = service.watch(logger);
        return watch != null && watch.ready();
    }

    /** Notes that the watched one has ended. The next one is started when the lock is free. */
    void watchedEnded(Posix posix) {
        long now = posix.monotonicClock();
        long unlocked = now + UNLOCK_TIME;
        if (unlocked - notBefore(now) > 0) {
            waitUntil(unlocked);
        }
        Watch watch = service.watch(logger);
        if (watch != null) {
            watch.remove();
            service.setWatch(logger, null);
        }
        posix.close(ok());
        setProcess(NONE, false);
        set(RESTART_WANTED, true);
        set(EXIT_CODE_UNKNOWN, !is(FOUND_AGAIN));
    }

    /**
     * Whether the one that ended last was watched, and may have exited on command. A supervise that has been killed is found again
     * for a moment if it has just forked: its child has {@code ok} open.
     */
    boolean exitCodeUnknown() {
        return is(EXIT_CODE_UNKNOWN);
    }

    /** Whether it has ended, and is to be started again before the next scan. */
    boolean restartWanted() {
        return is(RESTART_WANTED);
    }

    /** The next scan starts it again. */
    void leaveToScan() {
        set(RESTART_WANTED, false);
    }

    private void waitUntil(long time) {
        service.set(place + NOT_BEFORE, (int) (time >> TICK));
        set(WAITING, true);
    }

    /**
     * When it may be started again, on the monotonic clock: a second after its last start, and when its lock is free. A time that has come
     * is returned as now.
     */
    long notBefore(long now) {
        if (!is(WAITING)) {
            return now;
        }
        int left = service.get(place + NOT_BEFORE) - (int) (now >> TICK);
        return left > 0 && left <= LONGEST_WAIT ? ((now >> TICK) + left) << TICK : now;
    }

    /** Forgets a time that has come, before it looks like one to come: that takes more than half an hour. */
    void forgetWait(long now) {
        if (is(WAITING) && mayStart(now)) {
            set(WAITING, false);
        }
    }

    /** Whether it is to be started by a scan. If it is too early, it is started before the next scan. */
    boolean dueInScan(long now) {
        if (runs()) {
            return false;
        }
        if (!mayStart(now)) {
            set(RESTART_WANTED, true);
            return false;
        }
        return true;
    }

    /** Whether it is to be started again before the next scan, and now. */
    boolean dueBetweenScans(long now) {
        return !runs() && restartWanted() && mayStart(now);
    }

    /** Whether it is a child that was started less than a second ago. */
    boolean startedJustNow(long now) {
        return pid() != NONE && !mayStart(now);
    }

    private boolean mayStart(long now) {
        return notBefore(now) == now;
    }
}
