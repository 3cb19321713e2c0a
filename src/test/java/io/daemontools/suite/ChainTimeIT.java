package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a run script costs that begins with six commands, native ones against the original's, by turns. */
@Execution(ExecutionMode.SAME_THREAD)
class ChainTimeIT {
    private static final int ROUNDS = 200;
    private static final int TRIES = 5;
    private static final double AT_MOST = 1.2;

    private static List<String> chain(Toolset tools) {
        return List.of(
                tools.command("softlimit"),
                "-o",
                "100",
                tools.command("envuidgid"),
                "nobody",
                tools.command("envdir"),
                "env",
                tools.command("setlock"),
                "lock",
                tools.command("pgrphack"),
                tools.command("setuidgid"),
                "root",
                "/bin/true");
    }

    /** Other tests run beside this one, so it has more than one try. */
    @Differential
    void sixCommandsTakeHardlyLonger(Comparison pair, Sandbox box) throws IOException {
        assumeFalse(pair.ours().isJvm(), "Java takes its time");
        Privileges.needRoot("setuidgid");
        box.directory("env");
        box.file("env/GREETING", "hello\n");
        box.file("env/HOME", "");
        Path race = CProgram.program(box, "race.c");
        List<String> argv = new ArrayList<>(List.of(race.toString(), "" + ROUNDS));
        argv.addAll(chain(pair.ours()));
        argv.add("--");
        argv.addAll(chain(pair.original()));

        double best = Double.MAX_VALUE;
        for (int i = 0; i < TRIES && best > AT_MOST; i++) {
            Result result = box.program(argv.toArray(String[]::new)).run();
            assertThat(result.code()).as(result.err()).isZero();
            String[] times = result.out().strip().split(" ");
            best = Math.min(best, Double.parseDouble(times[0]) / Double.parseDouble(times[1]));
        }
        System.out.printf("six native commands took %.2f times as long as the original's%n", best);
        assertThat(best).isLessThanOrEqualTo(AT_MOST);
    }
}
