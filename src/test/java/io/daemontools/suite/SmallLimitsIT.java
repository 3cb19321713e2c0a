package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Limits are for the program at the end of the chain: softlimit gets there however small they are, and so do the commands
 * that it runs, as long as the original's would.
 */
@EnabledOnOs(OS.LINUX)
class SmallLimitsIT {
    private static final List<String> STATE = List.of("open=0", "append=1", "append=2", "env=PATH=/usr/bin:/bin");

    private static void compare(Probe probe, List<String> original, List<String> ours) throws IOException {
        List<String> expected = probe.run(STATE, original);
        List<String> actual = probe.run(STATE, ours);
        assertThat(expected).as("the original's " + original).doesNotContain("exit 111");
        assertThat(Probe.difference(expected, actual)).as(ours.toString()).isEmpty();
    }

    private static List<String> softlimit(Toolset tools, Probe probe, String... options) {
        List<String> argv = new ArrayList<>(List.of(tools.command("softlimit"), "softlimit"));
        argv.addAll(List.of(options));
        argv.add(probe.path());
        return argv;
    }

    /** The program is run, even if some of these leave it no room to live. */
    @Differential
    void tooSmallForTheRuntime(Comparison pair, Sandbox box) throws IOException {
        Probe probe = Probe.in(box);
        List<String[]> all = List.of(
                new String[] {"-a", "1000000"},
                new String[] {"-d", "0"},
                new String[] {"-d", "100000"},
                new String[] {"-o", "3"},
                new String[] {"-o", "0"},
                new String[] {"-s", "16384"},
                new String[] {"-m", "1500000"},
                new String[] {"-m", "3000000", "-o", "3"},
                new String[] {
                    "-a", "1000000", "-d", "0", "-o", "0", "-s", "16384", "-f", "0", "-l", "0", "-r", "0", "-c", "0"
                });
        for (String[] options : all) {
            compare(probe, softlimit(pair.original(), probe, options), softlimit(pair.ours(), probe, options));
        }
    }

    /** 0.76 has no memory left to put the directory's name and the program's together. */
    @BeyondOriginal
    void aProgramIsLookedForUnderThem(Toolset tools, Sandbox box) {
        Result result = box.command(tools, "softlimit", "-d", "0", "program")
                .with("PATH", "x".repeat(5000))
                .run();
        assertThat(result)
                .isEqualTo(Result.fails(111, "softlimit: fatal: unable to run program: file name too long\n"));
    }

    private static List<String> chain(Toolset tools, Probe probe, String... limits) {
        List<String> argv = new ArrayList<>(List.of(tools.command("softlimit"), "softlimit"));
        argv.addAll(List.of(limits));
        argv.addAll(List.of(tools.command("pgrphack"), tools.command("envuidgid"), "daemon"));
        argv.addAll(List.of(tools.command("envdir"), "variables", tools.command("setlock"), "-n", "lock"));
        if (Privileges.root()) {
            argv.addAll(List.of(tools.command("setuidgid"), "daemon"));
        }
        argv.addAll(List.of(tools.command("softlimit"), "-o", "20", tools.command("fghack"), probe.path()));
        return argv;
    }

    @Differential
    void commandsStartUnderThem(Comparison pair, Sandbox box) throws IOException {
        assumeFalse(pair.ours().isJvm(), "Java cannot start in so little memory");
        Sanitizers.leaveOut("they need terabytes of addresses");
        Probe probe = Probe.in(box);
        box.directory("variables");
        box.file("variables/HOME", "/nowhere");
        box.file("variables/LONG", "x".repeat(50_000));
        List<String[]> all = List.of(
                new String[] {"-m", "8000000"},
                new String[] {"-m", "4000000"},
                new String[] {"-m", "3000000"},
                new String[] {"-a", "3000000"},
                new String[] {"-a", "3000000", "-o", "6"},
                new String[] {"-d", "1000000"},
                new String[] {"-s", "300000"});
        for (String[] limits : all) {
            compare(probe, chain(pair.original(), probe, limits), chain(pair.ours(), probe, limits));
        }
    }
}
