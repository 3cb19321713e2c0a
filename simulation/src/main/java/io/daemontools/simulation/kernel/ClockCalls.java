package io.daemontools.simulation.kernel;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;

/** The calls on time. */
final class ClockCalls extends Calls implements Clocks {
    private static final Strace.Argument REALTIME = Strace.symbol("CLOCK_REALTIME");
    private static final Strace.Argument MONOTONIC = Strace.symbol("CLOCK_MONOTONIC");

    ClockCalls(SimulatedProcess process, Kernel kernel) {
        super(process, kernel);
    }

    @Override
    public long wallClock() {
        return perform(Call.CLOCK, kernel.timeline()::wallClock, REALTIME);
    }

    @Override
    public long monotonicClock() {
        return perform(Call.CLOCK, kernel.timeline()::monotonic, MONOTONIC);
    }

    @Override
    public void sleep(long nanoseconds) {
        execute(
                Call.SLEEP,
                () -> {
                    if (nanoseconds > 0) {
                        kernel.await(process, () -> false, kernel.timeline().after(nanoseconds), false);
                    }
                },
                Strace.duration(nanoseconds));
    }

    @Override
    public void localTime(long seconds, int[] fields) {
        execute(
                Call.LOCALTIME,
                () -> {
                    ZonedDateTime time;
                    try {
                        time = Instant.ofEpochSecond(seconds).atZone(kernel.zone());
                    } catch (DateTimeException outOfRange) {
                        throw PosixException.of(Errno.UNKNOWN);
                    }
                    fields[0] = time.getYear();
                    fields[1] = time.getMonthValue();
                    fields[2] = time.getDayOfMonth();
                    fields[3] = time.getHour();
                    fields[4] = time.getMinute();
                    fields[5] = time.getSecond();
                },
                seconds);
    }
}
