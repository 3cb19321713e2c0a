package io.daemontools.simulation.explore;

import io.daemontools.simulation.check.Checker;
import io.daemontools.simulation.check.KnownFault;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Trace;
import io.daemontools.simulation.world.World;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One run of a scenario. */
public final class History {
    private final long calls;
    private final Trace trace;
    private final Throwable violation;

    private final Set<KnownFault> knownFaults;

    private History(long calls, Trace trace, Throwable violation, Set<KnownFault> knownFaults) {
        this.calls = calls;
        this.trace = trace;
        this.violation = violation;
        this.knownFaults = knownFaults;
    }

    /** Runs a scenario and checks it. */
    public static History run(Scenario scenario, Scheduler scheduler, Faults faults, Disk disk, Trace trace) {
        List<Checker> checkers = scenario.checkers();
        try (World world = new World(scheduler, faults, disk)) {
            world.kernel().setTrace(trace);
            for (Checker checker : checkers) {
                checker.begin(world);
                world.kernel().observe(checker);
            }
            Throwable violation = null;
            try {
                scenario.prepare(world);
                world.runUntil(scenario.seconds() + scenario.settlingTime());
                checkers.forEach(checker -> checker.atEnd(world));
            } catch (RuntimeException | Error broken) {
                // A violation, or a command that throws what it must not: the report shows both.
                violation = broken;
            }
            Set<KnownFault> known = EnumSet.noneOf(KnownFault.class);
            checkers.forEach(checker -> known.addAll(checker.knownFaults()));
            return new History(world.kernel().calls(), trace, violation, known);
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

    /** The known faults that it showed. */
    public Set<KnownFault> knownFaults() {
        return knownFaults;
    }
}
