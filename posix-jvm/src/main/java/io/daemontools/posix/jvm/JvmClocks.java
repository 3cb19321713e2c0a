package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.posix.Clocks;

/** {@link Clocks} by calls of the C library. */
final class JvmClocks implements Clocks {
    static final int CLOCK_REALTIME = 0;
    private static final int BASE_YEAR = 1900;

    /** Offsets of the fields of a {@code struct tm}; the same on all systems. */
    static final int TM_YEAR = 20;

    static final int TM_MONTH = 16;
    static final int TM_DAY = 12;
    static final int TM_HOUR = 8;
    static final int TM_MINUTE = 4;
    static final int TM_SECOND = 0;

    private static final CFunction CLOCK_GETTIME = CFunction.of("clock_gettime", INT, INT, POINTER);

    /** Not {@code localtime_r}: only {@code localtime} is required to check TZ again. */
    private static final CFunction LOCALTIME = CFunction.of("localtime", POINTER, POINTER);

    private final long time = CMemory.allocate(2 * Long.BYTES);
    private final Poll poll;

    JvmClocks(Poll poll) {
        this.poll = poll;
    }

    @Override
    public long wallClock() {
        CLOCK_GETTIME.call(CLOCK_REALTIME, time);
        return IO.getLong(time) * Clocks.SECOND + IO.getLong(time + Long.BYTES);
    }

    @Override
    public long monotonicClock() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long nanoseconds) {
        poll.forTime(nanoseconds);
    }

    @Override
    public void localTime(long seconds, int[] fields) {
        IO.putLong(time, seconds);
        long localTime = LOCALTIME.callLong(time);
        if (localTime == 0) {
            throw JvmErrno.last();
        }
        fields[0] = IO.getInt(localTime + TM_YEAR) + BASE_YEAR;
        fields[1] = IO.getInt(localTime + TM_MONTH) + 1;
        fields[2] = IO.getInt(localTime + TM_DAY);
        fields[3] = IO.getInt(localTime + TM_HOUR);
        fields[4] = IO.getInt(localTime + TM_MINUTE);
        fields[5] = IO.getInt(localTime + TM_SECOND);
    }
}
