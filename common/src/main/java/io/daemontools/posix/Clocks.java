package io.daemontools.posix;

/** Time. */
public interface Clocks {
    /** The time of day: nanoseconds since 1970-01-01 00:00 UTC, leap seconds not counted; good until 2262. */
    long wallClock();

    /** Nanoseconds since some moment; never set back, so that waits are measured with it. */
    long monotonicClock();

    /** Pauses, signals or not. */
    void sleep(long nanoseconds);

    /**
     * The local time (the system's time zone, {@code TZ}) of a moment.
     *
     * @param seconds since 1970-01-01 00:00 UTC
     * @param fields set to year, month 1–12, day 1–31, hour, minute, second
     */
    void localTime(long seconds, int[] fields);
}
