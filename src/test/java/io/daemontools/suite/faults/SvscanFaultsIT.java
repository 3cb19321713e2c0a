package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.List;

/** Each of svscan's system calls fails in turn, and all services have their supervises all the same. */
class SvscanFaultsIT {

    private static final int SPEED = 50;

    /** Which calls come late depends on how long everything takes. */
    private static final int FIRST_CALLS = Effort.isWhole() ? 12 : 4;

    @EachToolset
    void eachCallFailsInTurn(Toolset tools, Sandbox box) throws IOException {
        FaultInjector.assumePossible(tools);
        FaultInjector faults = FaultInjector.in(box, SPEED, "svscan");
        SvscanScenario life = new SvscanScenario(tools, box, faults, CProgram.program(box, "alone.c", "-static"));
        List<List<String>> single = faults.single(life, FIRST_CALLS);
        assertThat(single).hasSizeGreaterThan(20);
        EachFailure.of("svscan of " + tools, single, life);
    }
}
