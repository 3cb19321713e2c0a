package io.daemontools.simulation.check;

import io.daemontools.simulation.kernel.Observer;
import io.daemontools.simulation.world.World;
import java.util.Set;

/** A promise of the suite that must hold at every moment, or at the end of a history. */
public interface Checker extends Observer {
    /** The promise, as the head of a report. */
    String promise();

    /** A history begins, on a machine that has no process yet. */
    default void begin(World world) {}

    /** Checks a history that has ended: after the last fault the machine has had time to settle. */
    default void atEnd(World world) {}

    /** The known faults that this history showed. */
    default Set<KnownFault> knownFaults() {
        return Set.of();
    }
}
