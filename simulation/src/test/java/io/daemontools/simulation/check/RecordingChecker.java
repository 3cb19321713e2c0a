package io.daemontools.simulation.check;

import io.daemontools.posix.Clocks;
import io.daemontools.simulation.world.World;
import java.util.EnumSet;
import java.util.Set;

/** A checker that knows what has happened, looks at the machine four times a second, and reports what it finds. */
abstract class RecordingChecker implements Checker {
    /** A second in nanoseconds. */
    static final long SECOND = Clocks.SECOND;

    private static final long INTERVAL = SECOND / 4;

    private final Records records;
    private final Set<KnownFault> known = EnumSet.noneOf(KnownFault.class);
    private World world;

    RecordingChecker(Records records) {
        this.records = records;
    }

    @Override
    public void begin(World begun) {
        world = begun;
        planLook();
    }

    @Override
    public final Set<KnownFault> knownFaults() {
        return known;
    }

    /** What has happened. */
    final Records records() {
        return records;
    }

    /** The machine. */
    final World world() {
        return world;
    }

    /** The nanoseconds since the beginning. */
    final long now() {
        return world.kernel().timeline().passed();
    }

    /** Looks at the machine, between two calls. */
    void look() {}

    private void planLook() {
        world.kernel().timeline().at(now() + INTERVAL, () -> {
            planLook();
            look();
        });
    }

    @Override
    public void atEnd(World ended) {
        if (!ended.kernel().powerCut()) {
            look();
        }
    }

    /** The promise is broken: stops the machine. */
    final void violated(String how) {
        Violation violation = new Violation(this, how);
        world.kernel().fail(violation);
        throw violation;
    }

    /** The promise is broken; under a condition that is known. */
    final void violatedUnless(boolean condition, KnownFault fault, String how) {
        if (condition) {
            known.add(fault);
        } else {
            violated(how);
        }
    }
}
