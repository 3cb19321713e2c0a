package io.daemontools.simulation.explore;

import io.daemontools.posix.Clocks;
import io.daemontools.simulation.check.Checker;
import io.daemontools.simulation.check.KnownFault;
import io.daemontools.simulation.check.Violation;
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
    private final double seconds;
    private final Trace trace;
    private final Throwable violation;
    private final Set<KnownFault> knownFaults = EnumSet.noneOf(KnownFault.class);

    private History(World world, List<Checker> checkers, Throwable violation) {
        calls = world.kernel().calls();
        seconds = world.kernel().timeline().passed() / (double) Clocks.SECOND;
        trace = world.kernel().trace();
        this.violation = violation;
        checkers.forEach(checker -> knownFaults.addAll(checker.knownFaults()));
    }

    /** Runs a scenario on Linux and checks it. */
    public static History run(Scenario scenario, Scheduler scheduler, Faults faults, Trace trace) {
        return run(scenario, Platform.LINUX, scheduler, faults, trace, 0);
    }

    /**
     * Runs a scenario and checks it.
     *
     * @param until when it ends, in seconds, without a check of what must hold at the end; 0 for the scenario's end
     */
    static History run(
            Scenario scenario, Platform platform, Scheduler scheduler, Faults faults, Trace trace, double until) {
        List<Checker> checkers = scenario.checkers();
        try (World world = new World(scheduler, faults, Disk.PERFECT, platform.system())) {
            world.kernel().setTrace(trace);
            platform.apply(world.kernel().processes());
            if (faults instanceof PlannedFaults planned) {
                planned.begin(world.kernel(), scenario.seconds());
            }
            if (scheduler instanceof Choices choices) {
                choices.begin(world.kernel());
            }
            checkers.forEach(world.kernel()::observe);
            Throwable violation = null;
            try {
                checkers.forEach(checker -> checker.begin(world));
                scenario.prepare(world);
                if (until > 0) {
                    world.runUntil(until);
                } else {
                    world.runUntil(scenario.seconds() + scenario.settlingTime());
                    checkers.forEach(checker -> checker.atEnd(world));
                }
            } catch (RuntimeException | Error broken) {
                // A violation, or a command that throws what it must not: the report shows both.
                violation = broken;
            }
            return new History(world, checkers, violation);
        }
    }

    /** How many calls were made. */
    public long calls() {
        return calls;
    }

    /** How long it was on its machine, in seconds. */
    public double seconds() {
        return seconds;
    }

    /** The calls. */
    public Trace trace() {
        return trace;
    }

    /** What was violated, or null. */
    public Throwable violation() {
        return violation;
    }

    /** What was violated that is known. */
    public Set<KnownFault> knownFaults() {
        return knownFaults;
    }

    /** What was violated, without the details of this history: equal for histories that fail alike. */
    String kindOfViolation() {
        if (violation == null) {
            return "";
        }
        if (violation instanceof Violation broken) {
            return broken.checker().promise();
        }
        return violation.getClass().getName();
    }
}
