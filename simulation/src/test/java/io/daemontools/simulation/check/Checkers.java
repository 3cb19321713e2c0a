package io.daemontools.simulation.check;

import java.util.List;

/** The checkers. */
public final class Checkers {
    private Checkers() {}

    /** All of them, for one history. */
    public static List<Checker> all() {
        Records records = new Records();
        return List.of(
                records,
                new OneCopyChecker(records),
                new LinesChecker(records),
                new UpAgainChecker(records),
                new StatusChecker(records),
                new StopChecker(records),
                new SignalChecker(records),
                new OwnershipChecker(records),
                new BusyLoopChecker(records),
                new BoundsChecker(records));
    }
}
