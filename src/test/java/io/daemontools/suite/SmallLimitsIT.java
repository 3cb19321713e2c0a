package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Limits are for the program at the end of the chain: softlimit starts it under any limit, and so do the commands that
 * it runs, under limits that are large enough for the original.
 */
@EnabledOnOs(OS.LINUX)
class SmallLimitsIT {
    private static final List<String> STATE = List.of("open=0", "append=1", "append=2", "env=PATH=/usr/bin:/bin");

    private static void compare(Probe probe, List<String> original, List<String> built) throws IOException {
        List<String> expected = probe.run(STATE, original);
        List<String> actual = probe.run(STATE, built);
        assertThat(expected).as("the original's " + original).doesNotContain("exit 111");
        assertThat(Probe.difference(expected, actual)).as(built.toString()).isEmpty();
    }

    private static List<String> softlimit(Toolset tools, Probe probe, String... options) {
        List<String> argv = new ArrayList<>(List.of(tools.command("softlimit"), "softlimit"));
        argv.addAll(List.of(options));
        argv.add(probe.path());
        return argv;
    }

    /** The program is executed, even if some of these limits are too small for it. */
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
            compare(probe, softlimit(pair.original(), probe, options), softlimit(pair.built(), probe, options));
        }
    }

    /** 0.76 has no memory left to put the directory's name and the program's together. */
    @BeyondOriginal
    void searchForAProgramNeedsLittleMemory(Toolset tools, Sandbox box) {
        Result result = box.command(tools, "softlimit", "-d", "0", "program")
                .with("PATH", "x".repeat(5000))
                .run();
        assertThat(result)
                .isEqualTo(Result.fails(111, "softlimit: fatal: unable to run program: file name too long\n"));
    }

    /** FreeBSD takes the pages beyond the limit from softlimit itself. Both versions need less than 16 KB. */
    @EachToolset
    void softlimitNeedsLittleStack(Toolset tools, Sandbox box) throws IOException {
        assumeFalse(tools.isJvm(), "Java needs more");
        Sanitizers.leaveOut("they need more");
        String preload = "LD_PRELOAD=" + CProgram.library(box, "stack_limit.c");
        String path = "PATH=" + tools.searchPath();
        assertThat(box.command(tools.preloadable(), "softlimit", "-s", "16384", "echo", "here")
                        .through("/usr/bin/env", "-i", preload, path)
                        .run())
                .isEqualTo(Result.prints("here\n"));
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
        assumeFalse(pair.built().isJvm(), "Java cannot start in so little memory");
        Sanitizers.leaveOut("they need terabytes of addresses");
        Probe probe = Probe.in(box);
        box.directory("variables");
        box.file("variables/HOME", "/nowhere");
        box.file("variables/LONG", "x".repeat(20_000));
        List<String[]> all = List.of(
                new String[] {"-m", "8000000"},
                new String[] {"-m", "4000000"},
                new String[] {"-m", "3000000"},
                new String[] {"-a", "3000000"},
                new String[] {"-a", "3000000", "-o", "6"},
                new String[] {"-d", "1000000"},
                new String[] {"-d", "400000"},
                new String[] {"-d", "300000"},
                new String[] {"-m", "3000000", "-d", "300000"},
                new String[] {"-s", "300000"});
        for (String[] limits : all) {
            compare(probe, chain(pair.original(), probe, limits), chain(pair.built(), probe, limits));
        }
    }

    private static List<String[]> limitsOnData() {
        return List.of(
                new String[] {"-d", "300000"},
                new String[] {"-d", "500000"},
                new String[] {"-d", "700000"},
                new String[] {"-d", "1000000"},
                new String[] {"-m", "3000000"},
                new String[] {"-a", "3000000"});
    }

    private static Invocation limited(
            Toolset tools, Sandbox box, String[] limits, String command, String... arguments) {
        List<String> through = new ArrayList<>(List.of(tools.command("softlimit")));
        through.addAll(List.of(limits));
        return box.command(tools, command, arguments).through(through.toArray(String[]::new));
    }

    /** A filter takes larger blocks when input comes fast. Without memory for them, it keeps its small ones. */
    @EachToolset
    void filtersWorkUnderLoad(Toolset tools, Sandbox box) throws IOException {
        assumeFalse(tools.isJvm(), "Java cannot start in so little memory");
        Sanitizers.leaveOut("they need terabytes of addresses");
        String stamp = "@400000006553f10a00000000 ";
        String lines =
                IntStream.range(0, 20_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        String input = lines + "x".repeat(1_000_000) + "\n";
        String stamped = input.lines().map(line -> stamp + line + "\n").collect(Collectors.joining());
        for (String[] limits : limitsOnData()) {
            String name = String.join("", limits);
            Result labels = limited(tools, box, limits, "tai64n").reading(input).run();
            assertThat(labels.code()).as(name + labels.err()).isZero();
            assertThat(withoutStamps(labels.out(), stamp.length())).as(name).isEqualTo(input);

            Result local =
                    limited(tools, box, limits, "tai64nlocal").reading(stamped).run();
            assertThat(local.code()).as(name + local.err()).isZero();
            assertThat(withoutStamps(local.out(), "1999-12-31 23:59:59.123456789 ".length()))
                    .as(name)
                    .isEqualTo(input);

            Result log = limited(tools, box, limits, "multilog", "t", "s16777215", "./" + name)
                    .reading(input)
                    .run();
            assertThat(log.code()).as(name + log.err()).isZero();
            assertThat(withoutStamps(new LogDirectoryView(box, name).current(), stamp.length()))
                    .as(name)
                    .isEqualTo(input);
        }
    }

    /** Far more than the original needs, and enough for Java. */
    @EachToolset
    void commandsStartUnderLimitsThatJavaTolerates(Toolset tools, Sandbox box) {
        Sanitizers.leaveOut("they need terabytes of addresses");
        List<String[]> all = List.of(
                new String[] {"-m", "450000000"},
                new String[] {"-m", "600000000"},
                new String[] {"-m", "650000000"},
                new String[] {"-d", "64000000"});
        for (String[] limits : all) {
            assertThat(limited(tools, box, limits, "setlock", "lock", "echo", "locked")
                            .run())
                    .isEqualTo(Result.prints("locked\n"));
            Result labels =
                    limited(tools, box, limits, "tai64n").reading("line\n").run();
            assertThat(labels.code()).as(labels.err()).isZero();
            assertThat(labels.out()).matches("@[0-9a-f]{24} line\n");
        }
    }

    private static String withoutStamps(String lines, int length) {
        return lines.lines().map(line -> line.substring(length) + "\n").collect(Collectors.joining());
    }

    /** In 0.76 it does. */
    @BeyondOriginal
    void lackOfMemoryDoesNotMakeAnAccountUnknown(Toolset tools, Sandbox box) {
        assumeFalse(tools.isJvm(), "Java cannot start in so little memory");
        Privileges.needRoot("another user");
        for (String command : List.of("setuidgid", "envuidgid")) {
            for (int limit = 100_000; limit <= 300_000; limit += 4000) {
                Result result = limited(
                                tools, box, new String[] {"-d", Integer.toString(limit)}, command, "daemon", "true")
                        .run();
                assertThat(result.err()).as(limit + " " + result).doesNotContain("unknown account");
            }
        }
    }

    /** The names after it are handled, too. */
    @EachToolset
    void warnsOfANameTooLongForTheMemory(Toolset tools, Sandbox box) throws IOException {
        assumeFalse(tools.isJvm(), "Java cannot start in so little memory");
        Sanitizers.leaveOut("they need terabytes of addresses");
        FakeSupervise foo = FakeSupervise.in(box, "foo").status(FakeSupervise.FUTURE, 7, 0, 'u');
        String name = "x".repeat(120_000);
        String[] limits = {"-d", "300000"};
        Result result =
                limited(tools, box, limits, "svc", "-u", name, name, "foo").run();
        assertThat(result.code()).isZero();
        assertThat(result.err().lines())
                .hasSize(2)
                .allMatch(line -> line.matches("svc: warning: unable to chdir to x{4096,}: file name too long"));
        assertThat(foo.commands()).isEqualTo("u");

        Result shown = limited(tools, box, limits, "svstat", name, "foo").run();
        assertThat(shown.code()).isZero();
        assertThat(shown.out())
                .matches("x{4096,}: unable to chdir: file name too long\nfoo: up \\(pid 7\\) 0 seconds\n");
    }

    /** 0.76 asks for no memory to look at each of its directories. */
    @EachToolset
    void searchOfALongPathNeedsLittleMemory(Toolset tools, Sandbox box) {
        assumeFalse(tools.isJvm(), "Java cannot start in so little memory");
        Sanitizers.leaveOut("they need terabytes of addresses");
        box.script("program", "#!/bin/sh\necho ran\n");
        String path = "/no/such/directory:".repeat(5000) + box.dir() + ":/usr/bin:/bin";
        for (String command : List.of("pgrphack", "fghack")) {
            assertThat(limited(tools, box, new String[] {"-d", "300000"}, command, "program")
                            .with("PATH", path)
                            .run())
                    .isEqualTo(Result.prints("ran\n"));
        }
    }
}
