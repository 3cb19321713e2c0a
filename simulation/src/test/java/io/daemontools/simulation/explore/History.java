package io.daemontools.simulation.explore;

import io.daemontools.simulation.check.Checker;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Trace;
import io.daemontools.simulation.world.World;
import java.util.List;

/** One run of a scenario. */
public final class History {
    private final long calls;
    private final Trace trace;
    private final Throwable violation;

    private History(long calls, Trace trace, Throwable violation) {
        this.calls = calls;
        this.trace = trace;
        this.violation = violation;
    }

    /** Runs a scenario and checks it. */
    public static History run(Scenario scenario, Scheduler scheduler, Faults faults, Disk disk, Trace trace) {
        List<Checker> checkers = scenario.checkers();
        try (World world = new World(scheduler, faults, disk)) {
            world.kernel().setTrace(trace);
            checkers.forEach(world.kernel()::observe);
            Throwable violation = null;
            try {
                scenario.prepare(world);
                world.runUntil(scenario.seconds() + scenario.settlingTime());
                checkers.forEach(checker -> checker.atEnd(world));
            } catch (RuntimeException | Error broken) {
                // A violation, or a command that throws what it must not: the report shows both.
                violation = broken;
            }
            return new History(world.kernel().calls(), trace, violation);
        }
    }

    /** How many calls were made. */
    public long calls() {
        return calls;
    }

    /** The calls. */
    public Trace trace() {
        return trace;
    }

    /** What was violated, or null. */
    public Throwable violation() {
        return violation;
    }
}
