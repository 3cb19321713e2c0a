package io.daemontools.simulation.explore;

import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Services and actions that a seed determines. */
final class RandomScenario implements Scenario {
    /** Its name. */
    static final String NAME = "random";

    private static final int MOST_SERVICES = 2;
    private static final int SHORTEST = 3;
    private static final int SPREAD = 12;
    private static final int FEWEST_ACTIONS = 2;
    private static final int MORE_ACTIONS = 10;
    private static final double MILLISECONDS = 1000;
    private static final double SETTLING = 13;

    private final List<RandomService> services = new ArrayList<>();
    private final List<RandomAction> actions = new ArrayList<>();
    private final Set<String> without;
    private final int seconds;

    /**
     * A scenario.
     *
     * @param without the services and actions left out: {@code s} or {@code a} and their number
     * @throws IllegalArgumentException if one does not exist
     */
    RandomScenario(Seed seed, Set<String> without) {
        this.without = without;
        seconds = SHORTEST + seed.below(SPREAD);
        for (int i = 1 + seed.below(MOST_SERVICES); i > 0; i--) {
            services.add(RandomService.of(seed, services.size()));
        }
        for (int i = FEWEST_ACTIONS + seed.below(MORE_ACTIONS); i > 0; i--) {
            double time = seed.below((int) (seconds * MILLISECONDS)) / MILLISECONDS;
            actions.add(RandomAction.of(seed, time, services));
        }
        Set<String> absent = new TreeSet<>(without);
        absent.removeAll(names());
        if (!absent.isEmpty()) {
            throw new IllegalArgumentException("the random scenario of this seed has no part "
                    + absent.iterator().next());
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < services.size(); i++) {
            names.add("s" + i);
        }
        for (int i = 0; i < actions.size(); i++) {
            names.add("a" + i);
        }
        return names;
    }

    /** The names of the parts that it has and that it could do without. */
    List<String> parts() {
        List<String> parts = names();
        parts.removeAll(without);
        return parts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void prepare(World world) {
        for (int i = 0; i < services.size(); i++) {
            if (!without.contains("s" + i)) {
                services.get(i).make(world);
            }
        }
        world.startInit();
        for (int i = 0; i < actions.size(); i++) {
            if (!without.contains("a" + i)) {
                RandomAction action = actions.get(i);
                world.at(action.seconds(), () -> action.perform(world));
            }
        }
    }

    @Override
    public double seconds() {
        return seconds;
    }

    @Override
    public boolean reusesPids() {
        return true;
    }

    @Override
    public double settlingTime() {
        return SETTLING;
    }

    /** What is in it, for a report. */
    List<String> describe() {
        List<String> text = new ArrayList<>();
        for (String part : parts()) {
            int number = Integer.parseInt(part.substring(1));
            text.add(part + " " + (part.charAt(0) == 's' ? services.get(number) : actions.get(number)));
        }
        return text;
    }
}
