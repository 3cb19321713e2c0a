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
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The intentional differences between multilog and the original. */
@EnabledOnOs(OS.LINUX)
class LogDifferencesIT {

    private static Running start(Sandbox box, int descriptors, String input, String... multilog) {
        return box.shell("ulimit -Sn " + descriptors + "; exec \"$@\"", multilog)
                .reading(input)
                .start();
    }

    /** The smallest numbers with which the original starts. To remove old files it needs one more. */
    @Differential
    void aLogNeedsAsManyDescriptorsAsIn076(Comparison pair, Sandbox box) {
        assumeFalse(pair.built().isJvm(), "a JVM needs more descriptors by itself");
        needs(pair, box, 4, "e");
        needs(pair, box, 5, "=status");
        needs(pair, box, 7, "t", "./log");
        needs(pair, box, 8, "=status", "./log");
        needs(pair, box, 10, "./one", "./two");
    }

    private static void needs(Comparison pair, Sandbox box, int descriptors, String... script) {
        for (Toolset tools : List.of(pair.original(), pair.built())) {
            List<String> command = new ArrayList<>(List.of(tools.command("multilog")));
            command.addAll(List.of(script));
            String[] words = command.toArray(new String[0]);
            assertThat(start(box, descriptors, "a line\n", words).ended())
                    .as(command + "")
                    .isZero();
            assertThat(start(box, descriptors - 1, "a line\n", words).ended())
                    .as(command + " with one less")
                    .isNotZero();
        }
    }

    @Differential
    void processorNeedsDescriptors(Comparison pair, Sandbox box) {
        assumeFalse(pair.built().isJvm(), "a JVM needs more descriptors by itself");
        String input = "a line\n".repeat(1000);
        String original = pair.original().command("multilog");
        Running satisfied = start(box, 8, input, original, "s4096", "!cat", "./original");
        assertThat(satisfied.ended()).as(satisfied.err()).isZero();

        Running waiting = start(box, 8, input, pair.built().command("multilog"), "s4096", "!cat", "./built");
        Await.until("message", () -> waiting.err().contains("process cannot open more files"));
        Result raised = box.program("prlimit", "--pid", "" + waiting.pid(), "--nofile=20:")
                .run();
        assumeTrue(raised.code() == 0, "needs prlimit");
        assertThat(waiting.ended()).isZero();
        assertThat(Files.exists(box.path("built/current"))).isTrue();
        assertThat(box.content("built/current")).isEqualTo(box.content("original/current"));
    }
}
