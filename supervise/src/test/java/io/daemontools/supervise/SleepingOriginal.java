package io.daemontools.supervise;

import java.util.ArrayList;
import java.util.List;

/**
 * The loop of 0.76's supervise with its times: after each start it sleeps for a second, then it continues where it was. One pass
 * reaps, starts the service again if it ended, and then reads one byte; so a restart comes before that byte, and the byte
 * comes before the end of the restarted process is noticed. Times are in milliseconds.
 */
final class SleepingOriginal {
    private static final long SECOND = 1000;

    private final OriginalLoop loop;
    private final StringBuilder fifo = new StringBuilder();
    private final List<Long> times = new ArrayList<>();
    private int timed;
    private boolean zombie;
    private boolean reaped;
    private long now;
    private long awake;

    SleepingOriginal(boolean normallyDown) {
        loop = new OriginalLoop(normallyDown);
        sleepIfStarted();
    }

    /** The attempts to start, statuses and signals, as in {@link SuperviseRun#story}. */
    List<String> effects() {
        return loop.effects();
    }

    /** The time of each of {@link #effects}. */
    List<Long> times() {
        return times;
    }

    boolean over() {
        return loop.over();
    }

    /** Whether the service's process runs. */
    boolean lives() {
        return loop.up() && !zombie;
    }

    /** Whether the last start was less than a second ago. */
    boolean sleeps() {
        return now < awake;
    }

    void happens(char event) {
        long end = now + TimedModel.duration(event);
        if (sleeps() && awake <= end) {
            now = awake;
            wake();
        }
        now = end;
        switch (event) {
            case TimedModel.HALF_A_SECOND -> {}
            case TimedModel.DEATH -> zombie = true;
            default -> fifo.append(event);
        }
        wake();
    }

    private void wake() {
        while (!over() && !sleeps() && (reaped || zombie || fifo.length() > 0)) {
            if (reaped) {
                reaped = false;
                readCommand();
            } else {
                reaped = true;
                reap();
            }
        }
    }

    private void reap() {
        if (zombie) {
            zombie = false;
            loop.turn(OriginalLoop.DEATH);
            sleepIfStarted();
        }
    }

    private void readCommand() {
        if (fifo.length() > 0) {
            loop.turn(fifo.charAt(0));
            fifo.deleteCharAt(0);
            sleepIfStarted();
        }
    }

    private void sleepIfStarted() {
        if (effects().subList(timed, effects().size()).contains(SuperviseRun.TRY)) {
            awake = now + SECOND;
        }
        for (; timed < effects().size(); timed++) {
            times.add(now);
        }
    }
}
