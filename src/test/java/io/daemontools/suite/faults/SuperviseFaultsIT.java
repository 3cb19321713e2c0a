package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.List;

/** Each system call of a supervise fails in turn, and its service stays supervised. */
class SuperviseFaultsIT {

    @EachToolset
    void eachCallFailsInTurn(Toolset tools, Sandbox box) throws IOException {
        SuperviseScenario life = new SuperviseScenario(tools, box);
        // This call makes the signal pipe non-blocking; 0.76 hangs if it fails.
        List<List<String>> single = life.faults.single(life, 100).stream()
                .filter(errors -> !tools.isOriginal() || !errors.get(0).startsWith("fcntl 4 "))
                .toList();
        assertThat(single).hasSizeGreaterThan(80);
        EachFailure.of("supervise of " + tools, single, life);
    }

    /** 0.76 does not retry a fork, and leaves a wrong status. */
    @BeyondOriginal
    void temporaryFailuresAreRetried(Toolset tools, Sandbox box) throws IOException {
        SuperviseScenario life = new SuperviseScenario(tools, box);
        for (String call :
                List.of("open 28", "write 28", "write 0", "rename 5", "fork 11", "child.execve 12", "poll 12")) {
            String[] fields = call.split(" ", -1);
            life.endDuring(fields[0] + " 1 1000000 " + fields[1]);
        }
    }
}
