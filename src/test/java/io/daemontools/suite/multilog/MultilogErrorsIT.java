package io.daemontools.suite.multilog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.faults.FaultInjector;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Each system call fails in turn, once or twice: multilog prints the same messages as the original, in the same order, and leaves
 * the same files. Native toolset on Linux only; the JVM makes calls of its own.
 */
class MultilogErrorsIT {

    /** A pause takes five milliseconds. */
    private static final int SPEED = 1000;

    /** EIO, ENOMEM, ENOSPC, EDQUOT. */
    private static final List<Integer> ERRORS = List.of(5, 12, 28, 122);

    /** Without fsync, which this version calls for directories, too. */
    private static final List<String> CALLS = List.of(
            "chmod", "fchdir", "fchmod", "flock", "fork", "link", "lseek", "mkdir", "open", "opendir", "rename", "stat",
            "unlink", "waitpid");

    private static final List<List<String>> SCRIPTS = List.of(
            List.of("t", "s4096", "n3", "=status", "./a", "./b"),
            List.of("s4096", "n3", "=status", "!cat", "./a", "./b"));

    /** In b, multilog recovers from an outage. */
    private static final List<LeftFile> LEFT = List.of(
            new LeftFile("b/@40000000386d439400000101.s", "rwxr--r--", "old\n", null),
            new LeftFile("b/@40000000386d439400000102.s", "rwxr--r--", "newer\n", null),
            new LeftFile("b/@40000000386d439400000103.s", "rwxr--r--", "newest\n", null),
            new LeftFile("b/previous", "rwxr--r--", "previous\n", null),
            new LeftFile("b/processed", "rwxr--r--", "processed\n", null),
            new LeftFile("b/current", "rw-r--r--", "current\n", null));

    private static final String INPUT = ("x".repeat(120) + "\n").repeat(80) + "end";

    @Differential
    void isReportedAndRetried(Comparison comparison, Sandbox box) throws IOException {
        FaultInjector faults = faults(comparison, box);
        for (List<String> script : SCRIPTS) {
            for (String call : CALLS) {
                compare(comparison, box, faults, script, call, most(call));
            }
        }
    }

    /** This version writes larger blocks, so a write fails only in tests with one file. */
    @Differential
    void isReportedAndRetriedWhenWriting(Comparison comparison, Sandbox box) throws IOException {
        FaultInjector faults = faults(comparison, box);
        compare(comparison, box, faults, List.of("s4096", "n3", "./b"), "write", 3);
        compare(comparison, box, faults, List.of("=status"), "write", 3);
    }

    /** Every second run crashes or fails. */
    @Differential
    void processorsThatCrashOrFailAreRunAgain(Comparison comparison, Sandbox box) throws IOException {
        FaultInjector faults = faults(comparison, box);
        for (String end : List.of("kill -9 $$", "exit 3", "no-such-command")) {
            String processor = "!test -e ../ran && rm ../ran && exec cat; : > ../ran; " + end;
            compare(comparison, box, faults, List.of("s4096", processor, "./a", "./b"), "nothing", 1);
        }
    }

    private static FaultInjector faults(Comparison comparison, Sandbox box) throws IOException {
        assumeThat(comparison.built().name()).isEqualTo("native");
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        return FaultInjector.in(box, SPEED, "multilog");
    }

    private static void compare(
            Comparison comparison, Sandbox box, FaultInjector faults, List<String> script, String call, int most)
            throws IOException {
        MultilogCase one = new MultilogCase(SCRIPTS.indexOf(script), script, LEFT, List.of(INPUT));
        for (int first = 1; first <= most; first++) {
            for (int count = 1; count <= 2; count++) {
                int error = ERRORS.get((first + count) % ERRORS.size());
                String fault = call + " " + first + " " + count + " " + error;
                Map<String, String> environment = faults.environment(fault);
                assertThat(outcome(one, comparison.built().preloadable(), box, environment))
                        .as(fault + ", " + one)
                        .isEqualTo(outcome(one, comparison.original(), box, environment));
            }
        }
    }

    /** The original lists directories again after it has removed a file; this version does not. The oldest files are removed last. */
    private static int most(String call) {
        if (call.equals("unlink")) {
            return 9;
        }
        return call.equals("opendir") || !Effort.isWhole() ? 3 : 5;
    }

    private static String outcome(MultilogCase one, Toolset tools, Sandbox box, Map<String, String> environment)
            throws IOException {
        Path directory = box.directory(tools + "/" + one.script().hashCode() + environment.get("FAULT"));
        return one.outcome(tools, box, directory, environment);
    }
}
