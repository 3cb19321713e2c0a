package io.daemontools.suite.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import java.nio.file.Files;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Where multilog is different from the original, on purpose. */
@EnabledOnOs(OS.LINUX)
class LogDifferencesIT {
    private static final String FEW = "ulimit -Sn 9; exec \"$@\"";

    private static Running start(Sandbox box, String input, String... multilog) {
        return box.shell(FEW, multilog).reading(input).start();
    }

    @Differential
    void processorNeedsDescriptors(Comparison pair, Sandbox box) {
        assumeFalse(pair.ours().isJvm(), "a JVM needs more descriptors by itself");
        String input = "a line\n".repeat(1000);
        String original = pair.original().command("multilog");
        Running satisfied = start(box, input, original, "s4096", "!cat", "./original");
        assertThat(satisfied.ended()).as(satisfied.err()).isZero();

        Running waiting = start(box, input, pair.ours().command("multilog"), "s4096", "!cat", "./ours");
        Await.until("complaint", () -> waiting.err().contains("process cannot open more files"));
        Result raised = box.program("prlimit", "--pid", "" + waiting.pid(), "--nofile=20:")
                .run();
        assumeTrue(raised.code() == 0, "needs prlimit");
        assertThat(waiting.ended()).isZero();
        assertThat(Files.exists(box.path("ours/current"))).isTrue();
        assertThat(box.content("ours/current")).isEqualTo(box.content("original/current"));
    }
}
