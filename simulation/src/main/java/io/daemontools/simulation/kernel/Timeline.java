package io.daemontools.simulation.kernel;

import io.daemontools.posix.Clocks;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The clocks, and what is planned for a moment. Time passes with each call, and by a jump when no process can run. */
public final class Timeline {
    /** The wall clock at the beginning: 2023-11-14 22:13:20 UTC. */
    public static final long WALL_CLOCK = 1_700_000_000 * Clocks.SECOND;

    /** The monotonic clock at the beginning: below zero, and soon above, as only differences count. */
    private static final long UPTIME = -1_500_000_000L;

    private record Planned(long time, long order, Runnable event) {}

    private final PriorityQueue<Planned> plan =
            new PriorityQueue<>(Comparator.comparingLong(Planned::time).thenComparingLong(Planned::order));
    private long passed;
    private long ahead = WALL_CLOCK;
    private long planned;

    /** Time as it begins. */
    public Timeline() {}

    /** Time after a power cut: the wall clock goes on, the rest starts again. */
    Timeline(Timeline before) {
        ahead = before.wallClock();
    }

    /** What was planned before a power cut is still due. */
    void takePlan(Timeline before) {
        for (Planned due : before.plan) {
            plan.add(new Planned(due.time - before.passed, due.order, due.event));
        }
        planned = before.planned;
    }

    /** The nanoseconds since the beginning. */
    public long passed() {
        return passed;
    }

    /** The moment that many nanoseconds from now; the last one there is if it is later. */
    long after(long nanoseconds) {
        long moment = passed + nanoseconds;
        return moment < passed ? Long.MAX_VALUE : moment;
    }

    /** CLOCK_MONOTONIC in nanoseconds. */
    public long monotonic() {
        return passed + UPTIME;
    }

    /** CLOCK_REALTIME in nanoseconds. */
    public long wallClock() {
        return passed + ahead;
    }

    /** Sets the wall clock. */
    public void setWallClock(long nanoseconds) {
        ahead = nanoseconds - passed;
    }

    /** Plans an event for a moment after the beginning. It happens between two calls. */
    public void at(Duration sinceBeginning, Runnable event) {
        at(sinceBeginning.toNanos(), event);
    }

    /** Plans an event for a moment, in nanoseconds after the beginning. */
    public void at(long nanoseconds, Runnable event) {
        plan.add(new Planned(nanoseconds, planned++, event));
    }

    /** When the next planned event is due; {@code Long.MAX_VALUE} if there is none. */
    long next() {
        return plan.isEmpty() ? Long.MAX_VALUE : plan.element().time;
    }

    /** Lets time pass, and what is planned for it happen. */
    public void advance(long nanoseconds) {
        advanceTo(passed + nanoseconds);
    }

    /** Lets time pass until a moment, and what is planned for it happen. */
    void advanceTo(long moment) {
        while (next() <= moment) {
            Planned due = plan.remove();
            passed = Math.max(passed, due.time);
            due.event.run();
        }
        passed = Math.max(passed, moment);
    }
}
