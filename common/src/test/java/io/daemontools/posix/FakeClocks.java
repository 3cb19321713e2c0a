package io.daemontools.posix;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * {@link FakePosix}'s clocks. Time passes only while the program under test waits, or when a test advances it. An event that a
 * test has planned happens at its time.
 */
public final class FakeClocks implements Clocks {
    /** The wall clock when a test begins, unless it is set: 2023-11-14 22:13:20 UTC. */
    public static final long WALL_CLOCK = 1_700_000_000_000_000_000L;

    private static final long NO_LIMIT = -1;

    /** A program that waits more often than this at the same time is in a busy loop. */
    private static final int MAX_WAITS = 100_000;

    private record Planned(long time, int order, Runnable happening) {}

    /** Ends the program when the test is over: thrown where it waits. */
    static final class End extends Error {
        private static final long serialVersionUID = 1;
    }

    private final FakeCalls calls;
    private final Queue<Planned> plan =
            new PriorityQueue<>(Comparator.comparingLong(Planned::time).thenComparingInt(Planned::order));
    private long monotonic;
    private long wallClockAhead = WALL_CLOCK;
    private ZoneId zone = ZoneOffset.UTC;
    private int planned;
    private long lastWait;
    private int waitsOfThisMoment;

    FakeClocks(FakeCalls calls) {
        this.calls = calls;
    }

    /** Plans an event for a time since the beginning of the test. */
    public void at(Duration sinceBeginning, Runnable happening) {
        plan.add(new Planned(sinceBeginning.toNanos(), planned++, happening));
    }

    /** Plans the end of a program that does not end: see {@link FakePosix#runUntilEnd}. */
    public void endAt(Duration sinceBeginning) {
        at(sinceBeginning, () -> {
            throw new End();
        });
    }

    /** Lets time pass without the planned events. */
    public void pass(Duration time) {
        monotonic += time.toNanos();
    }

    /** Sets the wall clock, as an administrator may. */
    public void setWallClock(long nanoseconds) {
        wallClockAhead = nanoseconds - monotonic;
    }

    /** Sets the local time zone. */
    public void setZone(ZoneId local) {
        zone = local;
    }

    /** How much time has passed in the test. */
    public Duration passed() {
        return Duration.ofNanos(monotonic);
    }

    @Override
    public long wallClock() {
        return monotonic + wallClockAhead;
    }

    /** Begins below zero and passes it, as it may: only differences count. */
    @Override
    public long monotonicClock() {
        return monotonic - 1_500_000_000L;
    }

    @Override
    public void sleep(long nanoseconds) {
        calls.made("sleep", nanoseconds);
        passUntil(nanoseconds, () -> false);
    }

    @Override
    public void localTime(long seconds, int[] fields) {
        calls.made("localTime", seconds);
        try {
            ZonedDateTime time = Instant.ofEpochSecond(seconds).atZone(zone);
            fields[0] = time.getYear();
            fields[1] = time.getMonthValue();
            fields[2] = time.getDayOfMonth();
            fields[3] = time.getHour();
            fields[4] = time.getMinute();
            fields[5] = time.getSecond();
        } catch (DateTimeException outOfRange) {
            throw PosixException.of(Errno.UNKNOWN);
        }
    }

    /** Lets time pass until the condition holds, or for so long; without a limit if negative. */
    void passUntil(long nanoseconds, BooleanSupplier condition) {
        waitsOfThisMoment = monotonic == lastWait ? waitsOfThisMoment + 1 : 0;
        lastWait = monotonic;
        if (waitsOfThisMoment > MAX_WAITS) {
            throw new AssertionError("waits again and again without an event");
        }
        long deadline = nanoseconds < 0 ? Long.MAX_VALUE : monotonic + nanoseconds;
        happen();
        while (monotonic < deadline && !condition.getAsBoolean()) {
            if (plan.isEmpty()) {
                throw new AssertionError("waits" + (nanoseconds == NO_LIMIT ? " without a limit" : "")
                        + " though the test has nothing more planned");
            }
            monotonic = Math.min(deadline, plan.element().time());
            happen();
        }
    }

    /** Runs the events that were planned for now or earlier. */
    private void happen() {
        while (!plan.isEmpty() && plan.element().time() <= monotonic) {
            plan.remove().happening().run();
        }
    }
}
