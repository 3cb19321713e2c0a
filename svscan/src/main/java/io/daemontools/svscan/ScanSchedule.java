package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;

/**
 * When svscan reads its directory: every five seconds, as 0.76 does; at once when the directory changes; and when a supervise is to
 * be started again between two scans.
 *
 * <p>While the directory changes all the time, or a new directory in it is incomplete, the pauses between two looks become longer.
 */
final class ScanSchedule {
    /** Nanoseconds between two scans. */
    static final long INTERVAL = 5 * Posix.SECOND;

    private static final long MILLISECOND = Posix.SECOND / 1000;
    private static final long MIN_PAUSE = 5 * MILLISECOND;
    private static final long MAX_PAUSE = 160 * MILLISECOND;

    /** A pause lasts at least so many times as long as the look before, and this part of the time since the series began. */
    private static final int PART = 8;

    private final EventLoop loop;
    private final ServiceTable services;
    private final Scan scan;
    private final Posix posix;
    private final DirectoryWatch watch;
    private final Deadline nextScan;
    private final Deadline nextLook;
    private final Deadline nextRestart;

    /** When the first look was due of those that follow each other closely and start nothing, on the monotonic clock. */
    private long series;

    /** When the last look was over. */
    private long lastLook;

    /** When the last scan or look was over, and how long it took. */
    private long lastEnd;

    private long duration;

    /** A schedule whose first scan is due. */
    ScanSchedule(EventLoop loop, ServiceTable services, Scan scan, Posix posix, Diagnostics diagnostics) {
        this.loop = loop;
        this.services = services;
        this.scan = scan;
        this.posix = posix;
        this.watch = new DirectoryWatch(loop, posix, diagnostics);
        this.nextScan = loop.deadline();
        this.nextLook = loop.deadline();
        this.nextRestart = loop.deadline();
        nextScan.setIn(0);
        lastLook = posix.monotonicClock() - INTERVAL;
    }

    /** Makes a scan due. */
    void requestScan() {
        nextScan.setIn(0);
    }

    /** Does what is due. */
    void turn() {
        services.noteEnds(loop, posix);
        if (watch.changed()) {
            watch.disable();
            requestLook();
        }
        setRestart();
        if (nextScan.expired()) {
            scan();
        } else if (nextLook.expired()) {
            look();
        } else if (nextRestart.expired()) {
            scan.restart();
        }
        setRestart();
    }

    /** Ends it; what has ended so far is noted. */
    void close() {
        nextScan.cancel();
        nextLook.cancel();
        nextRestart.cancel();
        watch.end();
        services.noteEnds(loop, posix);
    }

    private void scan() {
        watch.open();
        long begin = begin();
        scan.run();
        end(begin);
        nextScan.setIn(INTERVAL);
    }

    private void look() {
        long begin = begin();
        scan.look();
        end(begin);
        lastLook = lastEnd;
        if (scan.startedNew()) {
            series = lastEnd;
        }
        long next = scan.waiting() ? lastEnd + pause(lastEnd) : NewDirectories.NONE;
        next = Math.min(next, Math.max(lastEnd + PART * duration, scan.settled()));
        if (next != NewDirectories.NONE) {
            nextLook.set(next);
        }
    }

    private long begin() {
        nextLook.cancel();
        watch.drain();
        return posix.monotonicClock();
    }

    private void end(long begin) {
        lastEnd = posix.monotonicClock();
        duration = lastEnd - begin;
    }

    private void requestLook() {
        long now = posix.monotonicClock();
        if (now - lastLook > 2 * MAX_PAUSE) {
            series = now;
        }
        if (!nextLook.isSet()) {
            nextLook.set(lastEnd + pause(now));
        }
    }

    private long pause(long now) {
        long growing = Math.min((now - series) / PART, MAX_PAUSE);
        return Math.max(Math.max(growing, PART * duration), MIN_PAUSE);
    }

    private void setRestart() {
        long next = services.nextRestart(posix);
        if (next == ServiceTable.NEVER) {
            nextRestart.cancel();
        } else {
            nextRestart.set(next);
        }
    }
}
