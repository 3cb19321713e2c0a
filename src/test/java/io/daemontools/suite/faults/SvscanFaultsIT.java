package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.List;

/** Each of svscan's system calls fails in turn, and all services are supervised. */
class SvscanFaultsIT {

    /** The later calls depend on the time that each step takes. */
    private static final int FIRST_CALLS = Effort.isWhole() ? 12 : 4;

    @EachToolset
    void eachCallFailsInTurn(Toolset tools, Sandbox box) throws IOException {
        SvscanScenario life = new SvscanScenario(tools, box);
        List<List<String>> single = life.faults.single(life, FIRST_CALLS);
        assertThat(single).hasSizeGreaterThan(20);
        EachFailure.of("svscan of " + tools, single, life);
    }
}
