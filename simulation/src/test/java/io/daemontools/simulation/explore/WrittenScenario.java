package io.daemontools.simulation.explore;

import io.daemontools.simulation.world.World;
import java.util.function.Consumer;

/**
 * A scenario that is written down.
 *
 * @param preparation makes services, starts svscan and plans what is done
 */
record WrittenScenario(String name, double seconds, boolean reusesPids, Consumer<World> preparation)
        implements Scenario {
    /** svscan looks within five seconds, and may have to look twice. */
    private static final double SETTLING = 12;

    /** One that begins with init, which starts svscan. */
    static Scenario withInit(String name, double seconds, boolean reusesPids, Consumer<World> preparation) {
        return new WrittenScenario(name, seconds, reusesPids, world -> {
            preparation.accept(world);
            world.startInit();
        });
    }

    @Override
    public void prepare(World world) {
        preparation.accept(world);
    }

    @Override
    public double settlingTime() {
        return SETTLING;
    }

    @Override
    public String toString() {
        return name;
    }
}
