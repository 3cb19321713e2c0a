package io.daemontools.suite.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Twenty logs are followed while they are written and rotated: each line is there once, and in order. Another svlogs is killed again and
 * again, and continues at its cursor: no line is missing. In the full run it takes a gigabyte and twenty kills; with
 * {@code -Ddaemontools.effort=200} ten gigabytes and two hundred kills.
 */
class FollowedLogsIT {
    private static final int LOGS = 20;
    private static final int LENGTH = 150;
    private static final int LABEL = 26;
    private static final long LINES = Effort.times(1) * 50_000_000L / LOGS / (LENGTH + LABEL);
    private static final int KILLS = Effort.times(1);

    /** The time from a start to the next kill is random, and on average half of this. A cursor is written each second. */
    private static final int MAX_MILLISECONDS = 3000;

    /** As much as numbered.c writes between two pauses. */
    private static final long BLOCK = 65_536;

    private static final Duration LONG = Duration.ofHours(1);

    @BeyondOriginal
    void eachLineIsThere(Toolset tools, Sandbox box) throws IOException {
        assumeTrue(Effort.isWhole(), "takes a minute: in the full run only");
        assumeFalse(tools.isJvm() || Sanitizers.watch(), "one runtime is enough");
        List<Running> writers = writers(tools, box, CProgram.program(box, "numbered.c", "-static"));
        Path followed = CProgram.program(box, "followed.c", "-static");
        Running follower = box.program(command(tools, followed, "follower", -1, "-f", "-j"))
                .start();

        Random random = new Random(Effort.seed());
        int kills = 0;
        for (; kills < KILLS || writers.stream().anyMatch(Running::runs); kills++) {
            int milliseconds = 1 + random.nextInt(MAX_MILLISECONDS);
            Result killed = read(box, command(tools, followed, "killed", milliseconds, "-f", "-j", "-c", "cursor"));
            assertThat(killed.out()).contains(" missing 0 bad 0 ");
        }
        for (Running writer : writers) {
            assertThat(writer.ended()).isZero();
            assertThat(writer.err()).isEmpty();
        }

        Result rest = read(box, command(tools, followed, "killed", 0, "-j", "-c", "cursor"));
        assertThat(rest.out()).contains(found() + "missing 0 bad 0 ");
        assertThat(box.run(tools, "svlogs", "-j", "-c", "cursor", "services")).isEqualTo(Result.silent());

        Await.atLeast(
                "hundredths and the result", 101, () -> follower.out().lines().count());
        assertThat(follower.ended()).isZero();
        assertThat(follower.err()).isEmpty();
        assertThat(follower.out()).contains(found() + "missing 0 bad 0 repeated 0 ");

        Result all = read(box, command(tools, followed, "all", 0, "-j"));
        assertThat(all.out()).contains(found() + "missing 0 bad 0 repeated 0 late 0\n");
        System.out.printf(
                "age: %d logs of %d lines in %s; %d kills: %s; followed: %s%n",
                LOGS, LINES, tools, kills, last(rest.out()), last(follower.out()));
    }

    private static List<Running> writers(Toolset tools, Sandbox box, Path numbered) {
        long pause = 500L * KILLS * MAX_MILLISECONDS / (LINES * LENGTH / BLOCK + 1);
        List<Running> writers = new ArrayList<>();
        for (int i = 0; i < LOGS; i++) {
            box.directory("services/w" + i + "/log/main");
            writers.add(box.shell(
                            "\"$1\" w$2 $3 $4 $5 | exec \"$6\" t s1000000 n99999 ./services/w$2/log/main",
                            numbered.toString(),
                            Integer.toString(i),
                            Long.toString(LINES),
                            Integer.toString(LENGTH),
                            Long.toString(pause),
                            tools.command("multilog"))
                    .start());
        }
        return writers;
    }

    private static String[] command(Toolset tools, Path followed, String state, int milliseconds, String... options) {
        return Stream.of(
                        Stream.of(
                                followed.toString(),
                                state,
                                Integer.toString(LOGS),
                                Long.toString(LINES),
                                Integer.toString(milliseconds),
                                tools.command("svlogs")),
                        Stream.of(options),
                        Stream.of("services"))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    private static Result read(Sandbox box, String[] command) {
        Result result = box.program(command).within(LONG).run();
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).as(result.out()).isZero();
        return result;
    }

    /** The number of all lines, and the sum of their numbers. */
    private static String found() {
        return "lines %d sum %d ".formatted(LOGS * LINES, LOGS * (LINES * (LINES + 1) / 2));
    }

    private static String last(String out) {
        return out.substring(out.lastIndexOf("lines")).trim();
    }
}
