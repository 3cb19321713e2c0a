package io.daemontools.simulation.explore;

import io.daemontools.simulation.kernel.ProcessTable;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.os.OperatingSystem;

/**
 * The system of a machine, and how it gives process ids.
 *
 * @param system the system
 * @param largestPid the largest process id, after which small ones are given again; {@link #SMALLEST_FIRST}; {@link #NO_LIMIT}
 */
record Platform(OperatingSystem system, int largestPid) {
    /** Each new process gets the smallest id that is free. */
    static final int SMALLEST_FIRST = 0;

    /** No id is given twice. */
    static final int NO_LIMIT = Integer.MAX_VALUE;

    /** Linux; no process id is given twice. */
    static final Platform LINUX = new Platform(OperatingSystem.LINUX, NO_LIMIT);

    /** More than the processes of a scenario, so that no fork fails. */
    private static final int FEWEST_PIDS = 40;

    private static final int MORE_PIDS = 40;
    private static final int POLICIES = 4;

    /**
     * The platform of a plan.
     *
     * @param scenario its scenario
     * @param seed determines what the plan leaves open
     */
    static Platform of(Plan plan, Scenario scenario, Seed seed) {
        OperatingSystem drawn = seed.oneIn(2) ? OperatingSystem.FREEBSD : OperatingSystem.LINUX;
        int policy = seed.below(POLICIES);
        int largest = FEWEST_PIDS + seed.below(MORE_PIDS);
        OperatingSystem system = plan.system() == null && scenario.name().equals(RandomScenario.NAME)
                ? drawn
                : plan.system() == null ? OperatingSystem.LINUX : plan.system();
        int pids = policy == 0 ? NO_LIMIT : policy == 1 ? largest : SMALLEST_FIRST;
        return new Platform(system, scenario.reusesPids() ? pids : NO_LIMIT);
    }

    /** Sets which process ids are given. */
    void apply(ProcessTable processes) {
        if (largestPid == SMALLEST_FIRST) {
            processes.setSmallestFirst();
        } else {
            processes.setLargest(largestPid);
        }
    }
}
