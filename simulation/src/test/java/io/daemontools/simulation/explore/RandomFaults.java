package io.daemontools.simulation.explore;

import io.daemontools.simulation.kernel.Seed;
import java.util.ArrayList;
import java.util.List;

/** Faults that a seed determines: none to five, at the beginning of a history more densely than later. */
final class RandomFaults {
    private static final int MOST = 6;
    private static final int SMALLEST_RANGE = 5;
    private static final int RANGES = 8;
    private static final int KINDS = 10;
    private static final int KILLS = 4;
    private static final int KILLS_AFTER = 6;
    private static final int SINGLE_FAILURES = 9;
    private static final int LONGEST = 5;

    private RandomFaults() {}

    /** The faults of a seed. */
    static List<PlannedFault> of(Seed seed) {
        List<PlannedFault> faults = new ArrayList<>();
        for (int i = seed.below(MOST); i > 0; i--) {
            long call = 1L + seed.below(1 << (SMALLEST_RANGE + seed.below(RANGES)));
            int kind = seed.below(KINDS);
            int seconds = 1 + seed.below(LONGEST);
            if (kind < KILLS) {
                faults.add(PlannedFault.kill(call));
            } else if (kind < KILLS_AFTER) {
                faults.add(PlannedFault.killAfter(call));
            } else {
                faults.add(PlannedFault.fail(call, null, kind < SINGLE_FAILURES ? 0 : seconds));
            }
        }
        return faults;
    }
}
