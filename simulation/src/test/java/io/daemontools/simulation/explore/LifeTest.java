package io.daemontools.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.kernel.Trace;
import io.daemontools.simulation.os.OperatingSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services with settings, whose supervise is killed at each of its calls, before it and after it. */
class LifeTest {
    private static final long SEED = 1;

    @ParameterizedTest
    @EnumSource(OperatingSystem.class)
    void eachCrashPoint(OperatingSystem system) {
        List<String> violations = new ArrayList<>();
        int histories = 0;
        Search search = Searches.crashPoints(SEED, List.copyOf(LifeScenario.ALL), system);
        for (Plan plan = search.next(); plan != null; plan = search.next()) {
            Run run = Run.of(plan, new Trace());
            if (run.history().violation() != null) {
                violations.add(run.history().violation() + "\n  ./simulate " + plan);
            }
            histories++;
        }
        assertThat(violations).isEmpty();
        assertThat(histories).isGreaterThan(500);
    }
}
