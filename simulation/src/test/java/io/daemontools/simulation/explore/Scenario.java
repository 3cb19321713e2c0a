package io.daemontools.simulation.explore;

import io.daemontools.simulation.check.Checker;
import io.daemontools.simulation.check.Checkers;
import io.daemontools.simulation.world.World;
import java.util.List;

/** What is on the machine, and what is done to it from outside. */
public interface Scenario {
    /** Its name, for reports and for reproducing a history. */
    String name();

    /** Makes services, starts svscan and plans what is done when. */
    void prepare(World world);

    /** How long it is, in seconds. Faults happen within this time. */
    double seconds();

    /** How long the machine then has, in seconds, to settle before what must hold at the end is checked. */
    double settlingTime();

    /** Whether process ids are given again, if the seed wants it. */
    default boolean reusesPids() {
        return false;
    }

    /** Fresh checkers for one history. */
    default List<Checker> checkers() {
        return Checkers.all();
    }
}
