package io.daemontools.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.kernel.Fault;
import io.daemontools.simulation.kernel.Trace;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ReducerTest {
    private static Plan planWith(Predicate<Run> wanted) {
        for (long seed = 1; ; seed++) {
            Plan plan = Plan.of(seed, RandomScenario.NAME);
            if (wanted.test(Run.of(plan, new Trace()))) {
                return plan;
            }
        }
    }

    private static boolean killed(Run run) {
        return run.faults().stream().anyMatch(fault -> fault.kind() == Fault.Kind.KILL);
    }

    @Test
    void whatAViolationDoesNotNeedIsLeftOut() {
        Plan plan = planWith(run -> run.faults().size() > 2 && killed(run));
        Function<Run, String> violation = run -> killed(run) ? "something was killed" : "";
        Plan smaller = Reducer.reduce(plan, violation);
        Run run = Run.of(smaller, new Trace());
        assertThat(violation.apply(run)).isEqualTo("something was killed");
        assertThat(run.faults()).hasSize(1);
        // Without a service there may be no call of that number.
        assertThat(((RandomScenario) run.scenario()).parts()).hasSizeLessThan(2);
        assertThat(Plan.parse(List.of(smaller.toString().split(" ", -1)))).isEqualTo(smaller);
    }

    @Test
    void aHistoryThatDoesNotFailStaysAsItIs() {
        Plan plan = Plan.of(1, RandomScenario.NAME);
        assertThat(Reducer.reduce(plan, run -> "")).isEqualTo(plan);
    }
}
