package io.daemontools.simulation.check;

import io.daemontools.simulation.kernel.Observer;
import io.daemontools.simulation.world.World;

/** A promise of the suite that must hold at every moment, or at the end of a history. */
public interface Checker extends Observer {
    /** The promise, as the head of a report. */
    String promise();

    /** Checks a history that has ended: after the last fault the machine has had time to settle. */
    default void atEnd(World world) {}
}
