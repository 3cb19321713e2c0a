package io.daemontools.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.kernel.Trace;
import io.daemontools.simulation.os.OperatingSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A supervise that replaces its program, with a fault at each of its calls and of those of all others. */
class ExecTest {
    private static final long SEED = 1;

    private static List<Scenario> scenario(String name) {
        return List.of(Scenarios.named(name));
    }

    private static void assertNoViolation(Search search) {
        List<String> violations = new ArrayList<>();
        int histories = 0;
        for (Plan plan = search.next(); plan != null; plan = search.next()) {
            Run run = Run.of(plan, new Trace());
            if (run.history().violation() != null) {
                violations.add(run.history().violation() + "\n  ./simulate " + plan);
            }
            histories++;
        }
        assertThat(violations).isEmpty();
        assertThat(histories).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"svc-e", "svc-ped"})
    void killedAtEachCallItLeavesNoSecondCopy(String scenario) {
        assertNoViolation(Searches.crashPoints(SEED, scenario(scenario), OperatingSystem.LINUX));
    }

    @Test
    void aFailureOfEachCallKeepsThePromises() {
        assertNoViolation(Searches.faults(SEED, scenario("svc-e"), OperatingSystem.LINUX));
    }
}
