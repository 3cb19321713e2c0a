package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.List;

/** Each of multilog's system calls fails in turn, and every line is logged once and in order. */
class MultilogFaultsIT {

    /** A pause takes five milliseconds. */
    private static final int SPEED = 1000;

    private static final int FIRST_CALLS = Effort.isWhole() ? 25 : 8;

    @EachToolset
    void eachCallFailsInTurn(Toolset tools, Sandbox box) throws IOException {
        check(tools, box, List.of("s4096", "n99", "=status", "./main"));
    }

    @EachToolset
    void eachCallFailsInTurnWithAProcessor(Toolset tools, Sandbox box) throws IOException {
        check(tools, box, List.of("s4096", "n99", "=status", "!cat", "./main"));
    }

    private static void check(Toolset tools, Sandbox box, List<String> script) throws IOException {
        FaultInjector.assumePossible(tools);
        FaultInjector faults = FaultInjector.in(box, SPEED, "multilog");
        MultilogScenario life = new MultilogScenario(tools, box, faults, script);
        List<List<String>> single = faults.single(life, FIRST_CALLS);
        assertThat(single).hasSizeGreaterThan(60);
        EachFailure.of(String.join(" ", script) + ", multilog of " + tools, single, life);
    }
}
