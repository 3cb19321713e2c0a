package io.daemontools.suite.harness;

import java.time.Duration;
import java.util.Objects;

/** Waits for a condition, never for a time. {@code daemontools.patience} is a factor for slow machines and runtimes. */
public final class Await {

    private static final double PATIENCE = Double.parseDouble(System.getProperty("daemontools.patience", "1"));
    private static final Duration DEADLINE = patiently(Duration.ofSeconds(20));
    private static final Duration INTERVAL = Duration.ofMillis(10);

    private Await() {}

    /** Something to be seen; an exception means: not yet. */
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

    private static <T> T await(
            String description, Look<T> look, java.util.function.Predicate<T> enough, String expectation) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        Object seen = null;
        do {
            try {
                T value = look.look();
                if (enough.test(value)) {
                    return value;
                }
                seen = value;
            } catch (Exception e) {
                seen = e;
            }
        } while (pause() && System.nanoTime() < deadline);
        throw new AssertionError("waited in vain for: " + description + expectation + ", last seen: " + seen);
    }

    private static boolean pause() {
        try {
            Thread.sleep(INTERVAL.toMillis());
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
