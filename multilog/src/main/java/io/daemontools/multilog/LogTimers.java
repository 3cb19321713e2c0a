package io.daemontools.multilog;

import io.daemontools.event.Deadline;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;

/** When a log is due for what does not depend on its lines. A log has none of this unless its options ask for it. */
final class LogTimers {
    /** Expired files are looked for ten times in the time that they may stay, but at least once an hour and at most once a second. */
    private static final int LOOKS = 10;

    private static final long HOUR = 3600;
    private static final long MAX_SECONDS = Long.MAX_VALUE / Posix.SECOND / 4;

    private final LogWriter log;
    private final Deadline rotation;
    private final Deadline sync;
    private final Deadline prune;
    private final long rotateAfter;
    private final long syncAfter;
    private final long pruneAfter;

    private LogTimers(EventLoop loop, LogOptions options, LogWriter log) {
        this.log = log;
        rotateAfter = nanoseconds(options.rotateAfter());
        syncAfter = nanoseconds(options.syncAfter());
        pruneAfter = nanoseconds(Math.max(1, Math.min(options.maxAge() / LOOKS, HOUR)));
        rotation = rotateAfter > 0 ? loop.deadline() : null;
        sync = syncAfter >= 0 ? loop.deadline() : null;
        prune = options.maxAge() > 0 ? loop.deadline() : null;
        if (prune != null) {
            prune.setIn(pruneAfter);
        }
    }

    private static long nanoseconds(long seconds) {
        return Math.min(seconds, MAX_SECONDS) * Posix.SECOND;
    }

    /** The timers of a log, or null if its options need none. */
    static LogTimers of(EventLoop loop, LogOptions options, LogWriter log) {
        boolean needed = options.rotateAfter() > 0 || options.syncAfter() >= 0 || options.maxAge() > 0;
        return needed ? new LogTimers(loop, options, log) : null;
    }

    /** Something was written to {@code current}, before multilog waits. */
    void written() {
        if (rotation != null && !rotation.isSet()) {
            rotation.setIn(rotateAfter);
        }
        if (sync != null && !sync.isSet()) {
            sync.setIn(syncAfter);
            if (syncAfter == 0) {
                run();
            }
        }
    }

    /** A new {@code current} was begun. */
    void rotated() {
        if (rotation != null) {
            rotation.cancel();
        }
        if (sync != null) {
            sync.cancel();
        }
    }

    /** Does what is due. */
    void run() {
        if (rotation != null && rotation.expired()) {
            rotation.cancel();
            log.rotateUnlessEmpty();
        }
        if (sync != null && sync.expired()) {
            sync.cancel();
            log.sync();
        }
        if (prune != null && prune.expired()) {
            prune.setIn(pruneAfter);
            log.prune();
        }
    }
}
