package io.daemontools.suite.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Waits for a condition, never for a time. {@code daemontools.patience} is a factor for slow machines and runtimes. */
public final class Await {

    private static final double PATIENCE = Double.parseDouble(System.getProperty("daemontools.patience", "1"));
    private static final Duration DEADLINE = patiently(Duration.ofSeconds(20));
    private static final Duration INTERVAL = Duration.ofMillis(10);

    private Await() {}

    /**
     * A value that changes. An {@link IOException} or {@link UncheckedIOException} means: not yet, as when a file does not exist. Any
     * other exception is a mistake in the test and ends the wait.
     */
    @FunctionalInterface
    public interface Look<T> {
        T look() throws Exception;
    }

    /** {@code time}, as long as this run's patience makes it. */
    public static Duration patiently(Duration time) {
        return Duration.ofMillis((long) (time.toMillis() * PATIENCE));
    }

    /** Returns once {@code condition} holds. */
    public static void until(String description, Look<Boolean> condition) {
        equal(description, true, condition);
    }

    /** Returns once {@code actual} is {@code expected}. */
    public static <T> void equal(String description, T expected, Look<T> actual) {
        await(description, actual, value -> Objects.equals(value, expected), " to be " + expected);
    }

    /** Returns what {@code look} sees, once it sees something that is not null. */
    public static <T> T value(String description, Look<T> look) {
        return await(description, look, Objects::nonNull, "");
    }

    /**
     * Returns once {@code number} is at least {@code least}, however long that takes: the deadline is for a number that does not
     * grow.
     */
    public static void atLeast(String description, long least, Look<Long> number) {
        long seen = Long.MIN_VALUE;
        while (seen < least) {
            long before = seen;
            seen = await(description, number, value -> value > before, " to be at least " + least);
        }
    }

    /** Returns true once {@code condition} holds, false if it still does not after {@code time}. */
    public static boolean happens(Duration time, BooleanSupplier condition) {
        long deadline = System.nanoTime() + time.toNanos();
        boolean holds = condition.getAsBoolean();
        while (!holds && System.nanoTime() < deadline) {
            pause();
            holds = condition.getAsBoolean();
        }
        return holds;
    }

    private static <T> T await(String description, Look<T> look, Predicate<T> enough, String expectation) {
        AtomicReference<Object> seen = new AtomicReference<>();
        AtomicReference<T> result = new AtomicReference<>();
        boolean happened = happens(DEADLINE, () -> {
            try {
                T value = look.look();
                seen.set(value);
                result.set(value);
                return enough.test(value);
            } catch (IOException | UncheckedIOException e) {
                seen.set(e);
                return false;
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError("unable to look at: " + description, e);
            }
        });
        if (!happened) {
            throw new AssertionError("not seen in time: " + description + expectation + ", last seen: " + seen);
        }
        return result.get();
    }

    private static void pause() {
        try {
            Thread.sleep(INTERVAL.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
