package io.daemontools.simulation.explore;

import io.daemontools.simulation.kernel.Seed;
import java.util.ArrayList;
import java.util.List;

/** All scenarios by name: those that are written down, the interleavings, and {@value RandomScenario#NAME}. */
final class Catalog {
    private Catalog() {}

    /**
     * The scenario of a plan.
     *
     * @throws IllegalArgumentException with a message for the user if there is none, or if it has no part that is to be left out
     */
    static Scenario scenario(Plan plan, Seed seed) {
        if (plan.scenario().equals(RandomScenario.NAME)) {
            return new RandomScenario(seed, plan.without());
        }
        for (Scenario scenario : written()) {
            if (scenario.name().equals(plan.scenario())) {
                if (!plan.without().isEmpty()) {
                    throw new IllegalArgumentException("only random scenarios have parts to leave out");
                }
                return scenario;
            }
        }
        throw new IllegalArgumentException("no scenario " + plan.scenario());
    }

    /** Those that are no {@link RandomScenario}. */
    static List<Scenario> written() {
        List<Scenario> all = new ArrayList<>(Scenarios.all());
        all.addAll(Scene.ALL);
        all.addAll(LifeScenario.ALL);
        return all;
    }
}
