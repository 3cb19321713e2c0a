package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The state that a program inherits from each command that executes one: the same as from the original, whatever state the command
 * was started in. Java cannot pass on all of it; {@link #withoutWhatJavaCannotDo} and the tests without Java list the exceptions.
 * Not tested: the controlling terminal.
 */
@EnabledOnOs(OS.LINUX)
class InheritanceIT {
    /** Standard streams that are the same at each run, and a small environment. */
    private static final List<String> USUAL =
            List.of("open=0", "append=1", "append=2", "env=PATH=/usr/bin:/bin", "env=HOME=/root", "env=GID=7");

    /** All commands, or those that can be run without root. */
    private static List<List<String>> commands(Sandbox box) {
        box.directory("variables/.hidden");
        box.file("variables/HOME", "");
        box.file("variables/GREETING", "hello, world \t\nsecond line\n");
        box.file("variables/LINES", "one\0two\0");
        box.file("variables/BLANK", "\n");
        box.file("variables/A=B", "C");
        List<List<String>> commands = new ArrayList<>(List.of(
                List.of("envuidgid", "daemon"),
                List.of("envdir", "variables"),
                List.of("softlimit", "-o", "50", "-c", "1000", "-d", "100000000", "-s=", "-f", "99999999999999999999"),
                List.of("setlock", "lock"),
                List.of("pgrphack"),
                List.of("fghack")));
        if (Privileges.root()) {
            commands.add(List.of("setuidgid", "daemon"));
        }
        return commands;
    }

    private static List<String> directives(String... more) {
        return Stream.concat(USUAL.stream(), Stream.of(more)).toList();
    }

    /** Compares what the probe sees under all commands. */
    private static void compare(Comparison pair, Sandbox box, List<String> directives, String... arguments)
            throws IOException {
        compare(commands(box), pair, box, directives, arguments);
    }

    private static void compare(
            List<List<String>> commands, Comparison pair, Sandbox box, List<String> directives, String... arguments)
            throws IOException {
        Probe probe = Probe.in(box);
        for (List<String> command : commands) {
            List<String> expected = run(probe, pair.original(), directives, command, arguments);
            List<String> actual = run(probe, pair.built(), directives, command, arguments);
            if (pair.built().isJvm()) {
                expected = withoutWhatJavaCannotDo(expected);
                actual = withoutWhatJavaCannotDo(actual);
            }
            String state = command + " started with " + directives;
            assertThat(expected).as(state).hasSizeGreaterThan(20);
            assertThat(Probe.difference(expected, actual)).as(state).isEmpty();
        }
    }

    private static List<String> run(
            Probe probe, Toolset tools, List<String> directives, List<String> command, String... arguments)
            throws IOException {
        List<String> argv = new ArrayList<>(List.of(tools.command(command.get(0))));
        argv.addAll(command);
        argv.add(probe.path());
        Collections.addAll(argv, arguments);
        return probe.run(directives, argv);
    }

    /**
     * HotSpot handles ILL, BUS, FPE and SEGV, so they do not stay ignored. Pending signals are lost with the thread.
     * HotSpot's open files change the number of a lock's descriptor.
     */
    static List<String> withoutWhatJavaCannotDo(List<String> seen) {
        return seen.stream()
                .filter(line -> !line.matches("ignored (4|7|8|11)|pending .*"))
                .map(line -> line.replaceFirst("^descriptor \\d+", "descriptor"))
                .sorted()
                .toList();
    }

    @Differential
    void inTheUsualState(Comparison pair, Sandbox box) throws IOException {
        compare(pair, box, USUAL);
    }

    @Differential
    void withSignalsIgnored(Comparison pair, Sandbox box) throws IOException {
        compare(pair, box, directives("ignore=1", "ignore=10", "ignore=13", "ignore=35"));
    }

    /** Not fghack, which has to wait for its child: see CHLD_IGNORED. */
    @Differential
    void withTheDeathOfChildrenIgnored(Comparison pair, Sandbox box) throws IOException {
        assumeFalse(pair.built().isJvm(), "the shell that starts Java waits for its children");
        List<List<String>> commands = commands(box).stream()
                .filter(command -> !command.contains("fghack"))
                .toList();
        compare(commands, pair, box, directives("ignore=17"));
    }

    @Differential
    void withAllSignalsIgnored(Comparison pair, Sandbox box) throws IOException {
        Sanitizers.leaveOut("they handle SEGV and its like themselves");
        compare(
                pair,
                box,
                directives(IntStream.rangeClosed(1, 64)
                        .filter(signal -> !List.of(9, 17, 19, 32, 33).contains(signal))
                        .mapToObj(signal -> "ignore=" + signal)
                        .toArray(String[]::new)));
    }

    @Differential
    void withSignalsBlocked(Comparison pair, Sandbox box) throws IOException {
        compare(pair, box, directives("block=1", "block=10", "block=13", "block=15", "block=17", "block=40"));
    }

    @Differential
    void withASignalPending(Comparison pair, Sandbox box) throws IOException {
        compare(pair, box, directives("block=10", "raise=10"));
    }

    @Differential
    void withLowLimits(Comparison pair, Sandbox box) throws IOException {
        compare(pair, box, directives("soft=nofile:40", "soft=core:0", "soft=memlock:4096", "soft=fsize:1000000"));
    }

    @Differential
    void withHighLimits(Comparison pair, Sandbox box) throws IOException {
        compare(pair, box, directives("soft=core:18446744073709551615", "soft=nofile:20000", "hard=stack:100000000"));
    }

    @Differential
    void withLowHardLimits(Comparison pair, Sandbox box) throws IOException {
        compare(pair, box, directives("hard=nofile:64", "hard=core:0", "hard=cpu:1000", "hard=memlock:0"));
    }

    @Differential
    void withMoreDescriptorsOpen(Comparison pair, Sandbox box) throws IOException {
        compare(pair, box, directives("open=3", "append=4", "open=9", "open=100", "open=300"));
    }

    @Differential
    void withStandardInputClosed(Comparison pair, Sandbox box) throws IOException {
        compare(pair, box, directives("close=0"));
    }

    @Differential
    void withStandardStreamsClosed(Comparison pair, Sandbox box) throws IOException {
        compare(pair, box, directives("close=0", "close=1", "close=2"));
    }

    @Differential
    void withBytesThatAreNoText(Comparison pair, Sandbox box) throws IOException {
        String[] odd = {
            "env=ODD=\u00ff\u00fe\n",
            "env=no equals",
            "env==empty name",
            "env=",
            "env=A=1",
            "env=A=2",
            "env=GID=8",
            "env=UID",
            "env=UID=9",
            "env=\u00e9=\u00e8",
            "env=x.y=z",
            "env=GREETING=old",
            "env=PWD=/nowhere",
            "env=OLDPWD=/",
            "env=SHLVL=7",
            "env=_=underscore",
            "env=IFS=x",
            "env=OPTIND=3",
            "env=PS1=$ "
        };
        compare(pair, box, directives(odd), "", "\u00ff\u00fe", "a b", "line\nline", "*", "'\"\\$x", "-x", "--", "");
    }

    @Differential
    void withoutVariables(Comparison pair, Sandbox box) throws IOException {
        compare(pair, box, List.of("open=0", "append=1", "append=2"));
    }

    @Differential
    void withManyArguments(Comparison pair, Sandbox box) throws IOException {
        String[] arguments = new String[2000];
        Arrays.setAll(arguments, i -> "argument " + i);
        compare(pair, box, USUAL, arguments);
    }

    @Differential
    void withManyVariables(Comparison pair, Sandbox box) throws IOException {
        assumeFalse(pair.built().isJvm(), "more than 43 kB of variables cannot be passed to Java unchanged");
        compare(
                pair,
                box,
                directives(IntStream.range(0, 1000)
                        .mapToObj(i -> "env=VARIABLE_" + i + "=" + "x".repeat(i % 100))
                        .toArray(String[]::new)));
    }

    @Differential
    void withAMaskAndAPriority(Comparison pair, Sandbox box) throws IOException {
        compare(pair, box, directives("umask=027", "nice=5"));
    }

    @Differential
    void asTheLeaderOfAProcessGroup(Comparison pair, Sandbox box) throws IOException {
        compare(pair, box, directives("leader=1"));
    }
}
