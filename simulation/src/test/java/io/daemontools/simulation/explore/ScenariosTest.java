package io.daemontools.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.kernel.Trace;
import io.daemontools.simulation.os.OperatingSystem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {
    /** The full run tries twenty times as many. */
    private static final int SEEDS = 100 * Integer.getInteger("daemontools.effort", 1);

    private static final String LETTERS = "udopchaitkxe";
    private static final int PAIR_STEP = 20;
    private static final int FREEBSD_STEP = 4;

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    private static History run(Scenario scenario, OperatingSystem system, long seed, Trace trace) {
        Plan plan = Plan.of(seed, scenario.name()).on(system);
        Platform platform = Platform.of(plan, scenario, new Seed(~seed));
        return History.run(scenario, platform, Scheduler.seeded(new Seed(seed), 4), Faults.NONE, trace, 0);
    }

    private static void check(Scenario scenario, OperatingSystem system, long seed) {
        History history = run(scenario, system, seed, new Trace());
        if (history.violation() != null) {
            run(scenario, system, seed, Trace.keepingLines()).trace().lines().forEach(System.out::println);
            throw new AssertionError(scenario.name() + " on " + system + " with seed " + seed, history.violation());
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
                    Scenario letters = Scenarios.letters("" + LETTERS.charAt(first) + LETTERS.charAt(second));
                    check(letters, OperatingSystem.LINUX, seed);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void withoutFaultsEachPromiseHolds(Scenario scenario) {
        for (long seed = 0; seed < SEEDS; seed++) {
            check(scenario, OperatingSystem.LINUX, seed);
            if (seed % FREEBSD_STEP == 0) {
                check(scenario, OperatingSystem.FREEBSD, seed);
            }
        }
    }
}
