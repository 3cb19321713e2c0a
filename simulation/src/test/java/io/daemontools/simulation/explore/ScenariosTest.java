package io.daemontools.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.kernel.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 200);

    private static final String LETTERS = "udopchaitkx";
    private static final int PAIR_STEP = 20;

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    private static History run(Scenario scenario, long seed, Trace trace) {
        return History.run(scenario, Scheduler.seeded(new Seed(seed), 4), Faults.NONE, Disk.PERFECT, trace);
    }

    private static void check(Scenario scenario, long seed) {
        History history = run(scenario, seed, new Trace());
        if (history.violation() != null) {
            run(scenario, seed, Trace.keepingLines()).trace().lines().forEach(System.out::println);
            throw new AssertionError(scenario.name() + " with seed " + seed, history.violation());
        }
        assertThat(history.knownFaults())
                .as("%s with seed %d", scenario.name(), seed)
                .isEmpty();
    }

    @Test
    void withoutFaultsEachPairOfLettersKeepsThePromises() {
        for (int first = 0; first < LETTERS.length(); first++) {
            for (int second = 0; second < LETTERS.length(); second++) {
                for (long seed = 0; seed < SEEDS; seed += PAIR_STEP) {
                    check(Scenarios.letters("" + LETTERS.charAt(first) + LETTERS.charAt(second)), seed);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void withoutFaultsEachPromiseHolds(Scenario scenario) {
        for (long seed = 0; seed < SEEDS; seed++) {
            check(scenario, seed);
        }
    }
}
