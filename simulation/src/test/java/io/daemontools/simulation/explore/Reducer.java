package io.daemontools.simulation.explore;

import io.daemontools.simulation.kernel.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Makes a failing history smaller: fewer faults, fewer actions and services, shorter, as long as it fails alike. */
final class Reducer {
    private static final int LIMIT = 20;
    private static final double MARGIN = 0.001;
    private static final double MILLISECONDS = 1000;

    private final Function<Run, String> violation;
    private final String kind;
    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT);
    private Plan plan;
    private Run run;

    private Reducer(Plan plan, Function<Run, String> violation) {
        this.plan = plan;
        this.violation = violation;
        run = Run.of(plan, new Trace());
        kind = violation.apply(run);
    }

    /** The smaller plan; the same if its history does not fail. */
    static Plan reduce(Plan plan) {
        return reduce(plan, run -> run.history().kindOfViolation());
    }

    /**
     * The smaller plan.
     *
     * @param violation what is violated in a run: equal for those that fail alike, empty if nothing is
     */
    static Plan reduce(Plan plan, Function<Run, String> violation) {
        Reducer reducer = new Reducer(plan, violation);
        if (!reducer.kind.isEmpty()) {
            reducer.reduce();
        }
        return reducer.plan;
    }

    private void reduce() {
        accept(plan.withFaults(run.faults()));
        boolean smaller = true;
        while (smaller && System.nanoTime() < deadline) {
            boolean fewerFaults = dropFaults();
            smaller = dropParts() || fewerFaults;
        }
        shorten();
    }

    private boolean accept(Plan candidate) {
        if (System.nanoTime() >= deadline) {
            return false;
        }
        Run tried = Run.of(candidate, new Trace());
        if (!violation.apply(tried).equals(kind)) {
            return false;
        }
        plan = candidate;
        run = tried;
        return true;
    }

    private boolean dropFaults() {
        boolean dropped = false;
        for (int i = plan.faults() == null ? -1 : plan.faults().size() - 1; i >= 0; i--) {
            List<PlannedFault> fewer = new ArrayList<>(plan.faults());
            PlannedFault fault = fewer.remove(i);
            if (accept(plan.withFaults(fewer))) {
                dropped = true;
            } else if (fault.seconds() > 0) {
                fewer.add(i, PlannedFault.fail(fault.call(), fault.errno(), 0));
                dropped |= accept(plan.withFaults(fewer));
            }
        }
        return dropped;
    }

    private boolean dropParts() {
        boolean dropped = false;
        if (run.scenario() instanceof RandomScenario random) {
            List<String> parts = random.parts();
            for (int size = parts.size(); size >= 1; size /= 2) {
                for (int i = 0; i < parts.size(); i += size) {
                    List<String> some = parts.subList(i, Math.min(i + size, parts.size()));
                    if (!plan.without().containsAll(some)) {
                        dropped |= accept(plan.without(some));
                    }
                }
            }
        }
        return dropped;
    }

    /** Ends it where the violation is noticed, unless that is at its end. */
    private void shorten() {
        double end = Math.ceil(run.history().seconds() * MILLISECONDS) / MILLISECONDS + MARGIN;
        if (plan.seconds() == 0
                && end < run.scenario().seconds() + run.scenario().settlingTime()) {
            accept(plan.until(end));
        }
    }
}
