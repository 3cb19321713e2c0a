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
 * {@link FakePosix}'s clocks. Time passes only while the program under test waits, or when a test says so; what a test has
 * planned happens when its time comes.
 */
public final class FakeClocks implements Clocks {
    /** The wall clock when a test begins, unless it says otherwise: 2023-11-14 22:13:20 UTC. */
    public static final long WALL_CLOCK = 1_700_000_000_000_000_000L;

    private static final long FOREVER = -1;

    /** More waits than this without any time passing are a program that spins. */
    private static final int MAX_WAITS = 100_000;

    private record Planned(long time, int order, Runnable happening) {}

    /** Thrown where the program waits when the test has seen enough. */
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

    /** Plans something for a moment of the test, counted from its beginning. */
    public void at(Duration sinceBeginning, Runnable happening) {
        plan.add(new Planned(sinceBeginning.toNanos(), planned++, happening));
    }

    /** Plans the end of a program that would run for ever: see {@link FakePosix#runUntilEnd}. */
    public void endAt(Duration sinceBeginning) {
        at(sinceBeginning, () -> {
            throw new End();
        });
    }

    /** Lets time pass without anything planned happening. */
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

    /** Lets time pass, for ever if negative, until enough has or the condition holds. */
    void passUntil(long nanoseconds, BooleanSupplier condition) {
        waitsOfThisMoment = monotonic == lastWait ? waitsOfThisMoment + 1 : 0;
        lastWait = monotonic;
        if (waitsOfThisMoment > MAX_WAITS) {
            throw new AssertionError("waits again and again, but not for anything");
        }
        long deadline = nanoseconds < 0 ? Long.MAX_VALUE : monotonic + nanoseconds;
        happen();
        while (monotonic < deadline && !condition.getAsBoolean()) {
            if (plan.isEmpty()) {
                throw new AssertionError("waits" + (nanoseconds == FOREVER ? " for ever" : "")
                        + " though the test has nothing more planned");
            }
            monotonic = Math.min(deadline, plan.element().time());
            happen();
        }
    }

    /** All that was planned for now or earlier. */
    private void happen() {
        while (!plan.isEmpty() && plan.element().time() <= monotonic) {
            plan.remove().happening().run();
        }
    }
}
