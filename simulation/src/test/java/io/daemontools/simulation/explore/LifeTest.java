package io.daemontools.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.kernel.Trace;
import io.daemontools.simulation.os.OperatingSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services with settings, whose supervise is killed at each of its calls, before it and after it. */
class LifeTest {
    private static final long SEED = 1;

    /** What holds whatever fails. */
    private static final Pattern ALWAYS = Pattern.compile(" beside |a second finish");

    private static void assertNone(Search search, Pattern violation) {
        List<String> violations = new ArrayList<>();
        int histories = 0;
        for (Plan plan = search.next(); plan != null; plan = search.next()) {
            Run run = Run.of(plan, new Trace());
            String found = String.valueOf(run.history().violation());
            if (run.history().violation() != null && violation.matcher(found).find()) {
                violations.add(found + "\n  ./simulate " + plan);
            }
            histories++;
        }
        assertThat(violations).isEmpty();
        assertThat(histories).isGreaterThan(500);
    }

    @ParameterizedTest
    @EnumSource(OperatingSystem.class)
    void eachCrashPoint(OperatingSystem system) {
        assertNone(Searches.crashPoints(SEED, List.copyOf(LifeScenario.ALL), system), Pattern.compile(""));
    }

    /** As without settings, a service is started in another way, or not at once, if what it needs fails. */
    @Test
    void aFailureOfEachCallLeavesNoSecondCopyAndNoSecondFinish() {
        assertNone(Searches.faults(SEED, List.copyOf(LifeScenario.ALL), OperatingSystem.LINUX), ALWAYS);
    }
}
