package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.posix.Posix;

/**
 * {@link Posix} on HotSpot. For one thread, the main one.
 *
 * <p>It is put together from {@link JvmDescriptors}, {@link JvmFiles} and {@link JvmProcesses}; what is left is here.
 */
public final class JvmPosix extends JvmProcesses implements Posix {
    private static final int CLOCK_REALTIME = 0;
    private static final long SECOND = 1_000_000_000;
    private static final int BASE_YEAR = 1900;

    /** Where the fields of a {@code struct tm} are: the same everywhere. */
    private static final int TM_YEAR = 20;

    private static final int TM_MONTH = 16;
    private static final int TM_DAY = 12;
    private static final int TM_HOUR = 8;
    private static final int TM_MINUTE = 4;
    private static final int TM_SECOND = 0;

    private static final CFunction CLOCK_GETTIME = CFunction.of("clock_gettime", INT, INT, POINTER);

    /** Unlike {@code localtime_r} it looks, where the C library does, whether the time zone has changed. */
    private static final CFunction LOCALTIME = CFunction.of("localtime", POINTER, POINTER);

    private final long time = CMemory.allocate(2 * Long.BYTES);

    /**
     * An instance for a process that is a command and nothing else: signals act on it as on a C program. {@code new
     * JvmPosix()} leaves them as HotSpot has them.
     */
    public static JvmPosix ofCommand() {
        InheritedState.restoreSignalActions();
        InheritedState.closeStandardStreams();
        return new JvmPosix();
    }

    @Override
    public long wallClock() {
        CLOCK_GETTIME.call(CLOCK_REALTIME, time);
        return IO.getLong(time) * SECOND + IO.getLong(time + Long.BYTES);
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

    @Override
    public int indexOf(byte[] block, int from, int to, byte wanted) {
        for (int i = from; i < to; i++) {
            if (block[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
