package io.daemontools.simulation.unit;

import io.daemontools.simulation.kernel.Kernel;
import io.daemontools.simulation.kernel.Timeline;
import java.time.Duration;
import java.time.ZoneId;

/** The clocks. Time passes only while the process waits, or when the test has it pass; what it has planned happens then. */
public final class TestClock {
    /** The wall clock at the beginning: 2023-11-14 22:13:20 UTC. */
    public static final long WALL_CLOCK = Timeline.WALL_CLOCK;

    private final Kernel kernel;

    TestClock(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Plans something for a moment, counted from the beginning. */
    public void at(Duration sinceBeginning, Runnable happening) {
        kernel.timeline().at(sinceBeginning, happening);
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        kernel.timeline().advance(time.toNanos());
    }

    /** How much time has passed since the beginning. */
    public Duration passed() {
        return Duration.ofNanos(kernel.timeline().passed());
    }

    /** Sets the wall clock, as an administrator may. */
    public void setWallClock(long nanoseconds) {
        kernel.timeline().setWallClock(nanoseconds);
    }

    /** Sets the local time zone. */
    public void setZone(ZoneId local) {
        kernel.setZone(local);
    }
}
