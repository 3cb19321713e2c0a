package io.daemontools.posix;

/** Time. */
public interface Clocks {
    /** The nanoseconds of a second. */
    long SECOND = 1_000_000_000L;

    /** {@code clock_gettime(2)} CLOCK_REALTIME: nanoseconds since 1970-01-01 00:00 UTC, leap seconds not counted; up to 2262. */
    long wallClock();

    /** {@code clock_gettime(2)} CLOCK_MONOTONIC: nanoseconds since some moment; never set back. Measure waits with it. */
    long monotonicClock();

    /** {@code nanosleep(2)}, continued after a signal (EINTR). */
    void sleep(long nanoseconds);

    /**
     * {@code localtime(3)}: the local time of a moment in the time zone of {@code TZ}.
     *
     * @param seconds since 1970-01-01 00:00 UTC
     * @param fields set to year, month 1–12, day 1–31, hour, minute, second
     * @throws PosixException for a moment that {@code localtime} cannot express (EOVERFLOW)
     */
    void localTime(long seconds, int[] fields);
}
