package io.daemontools.simulation.explore;

import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.kernel.Trace;
import java.util.List;

/**
 * A history and what was decided in it.
 *
 * @param history what happened
 * @param faults the faults that there were
 * @param alternatives how many alternatives each choice of an interleaving had
 * @param scenario what was run
 */
record Run(History history, List<PlannedFault> faults, List<Integer> alternatives, Scenario scenario) {
    /** A process is preempted at every second call, or more seldom, down to every sixteenth. */
    private static final int PREEMPTION_RATES = 4;

    /** How many times an interleaving takes a process off that could run on. */
    static final int PREEMPTIONS = Integer.getInteger("daemontools.simulation.preemptions", 2);

    /** The scenario of a plan. */
    static Scenario scenario(Plan plan) {
        Seed seed = new Seed(plan.seed());
        seed.split();
        return Catalog.scenario(plan, seed.split());
    }

    /** Runs a plan. */
    static Run of(Plan plan, Trace trace) {
        Seed ofFaults = new Seed(~plan.seed());
        return of(plan, new PlannedFaults(plan.faults() == null ? RandomFaults.of(ofFaults) : plan.faults()), trace);
    }

    /** Runs a plan with other faults. */
    static Run of(Plan plan, PlannedFaults faults, Trace trace) {
        Seed seed = new Seed(plan.seed());
        Seed schedule = seed.split();
        seed.split();
        Scenario scenario = scenario(plan);
        Platform platform = Platform.of(plan, scenario, seed.split());
        Scheduler scheduler = plan.switches() == null
                ? Scheduler.seeded(schedule, 2 << schedule.below(PREEMPTION_RATES))
                : new Choices(
                        plan.switches(),
                        PREEMPTIONS,
                        scenario instanceof Scene scene ? scene.from() : 0,
                        scenario.seconds());
        History history = History.run(scenario, platform, scheduler, faults, trace, plan.seconds());
        List<Integer> alternatives = scheduler instanceof Choices choices ? choices.alternatives() : List.of();
        return new Run(history, faults.done(), alternatives, scenario);
    }
}
