package io.daemontools.suite.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The wall clock is set back and forth while programs run. Not on the JVM, which reads it without the C library. */
@EnabledOnOs(OS.LINUX)
class ClockIT {

    private static final long DAY = 24 * 60 * 60;
    private static final long YEAR = 365 * DAY;
    private static final String LINES =
            IntStream.range(0, 3000).mapToObj(i -> "line number " + i + "\n").collect(Collectors.joining());

    /** 0.76 waits for its second on the wall clock, and waits longer when that is set back. */
    @BeyondOriginal
    void superviseIgnoresWallClockChanges(Toolset tools, Sandbox box) throws IOException {
        assumeThat(tools.isJvm()).isFalse();
        ClockPreload clock = ClockPreload.in(box);
        ServiceDirectory foo = box.service("foo");
        Files.move(CProgram.program(box, "alone.c", "-static"), foo.path("run"));
        Running supervise = clock.preload(box.command(tools.preloadable(), "supervise", "foo"))
                .start();
        long pid = foo.up();
        for (long offset : new long[] {DAY, -DAY, YEAR, 0, -20 * YEAR, 30 * YEAR}) {
            clock.shift(offset, 0);
            assertThat(box.run(tools, "svc", "-t", "foo")).isEqualTo(Result.silent());
            pid = foo.upAgain(pid);
            String up = "foo: up \\(pid " + pid + "\\) [0-9]{1,2} seconds\n";
            assertThat(clock.preload(box.command(tools.preloadable(), "svstat", "foo"))
                            .run()
                            .out())
                    .matches(up);
        }
        long sleeps = Usage.sleeps(supervise.pid());
        for (int day = 0; day < 20; day++) {
            clock.shift(day % 2 * DAY, 0);
            assertThat(box.run(tools, "svok", "foo")).isEqualTo(Result.silent());
        }
        assertThat(Usage.sleeps(supervise.pid())).isEqualTo(sleeps);
        assertThat(foo.path("doubled")).doesNotExist();
    }

    @EachToolset
    void statusFromTheFutureHasAgeZero(Toolset tools, Sandbox box) throws IOException {
        assumeThat(tools.isJvm()).isFalse();
        ClockPreload clock = ClockPreload.in(box);
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        clock.shift(YEAR, 0);
        clock.preload(box.command(tools.preloadable(), "supervise", "foo")).start();
        long pid = foo.up();
        assertThat(box.run(tools, "svstat", "foo").out()).isEqualTo("foo: up (pid " + pid + ") 0 seconds\n");
        clock.shift(-YEAR, 0);
        String years = clock.preload(box.command(tools.preloadable(), "svstat", "foo"))
                .run()
                .out();
        assertThat(years).isEqualTo("foo: up (pid " + pid + ") 0 seconds\n");
    }

    @EachToolset
    void multilogLosesNoLineWithAJumpingClock(Toolset tools, Sandbox box) throws IOException {
        assumeThat(tools.isJvm()).isFalse();
        ClockPreload clock = ClockPreload.in(box);
        clock.shift(-YEAR, 2 * YEAR);
        Result result = clock.preload(box.command(tools.preloadable(), "multilog", "t", "s4096", "n9999", "./main"))
                .reading(LINES)
                .run();
        assertThat(result).isEqualTo(Result.silent());
        List<String> lines = logs(box).stream()
                .flatMap(file -> box.content("main/" + file).lines())
                .map(line -> line.substring(26))
                .toList();
        assertThat(lines).containsExactlyInAnyOrderElementsOf(LINES.lines().toList());
    }

    /** In 0.76 the new files are then the oldest, and it removes them. */
    @BeyondOriginal
    void multilogKeepsTheNewestAfterAClockStepBack(Toolset tools, Sandbox box) throws IOException {
        assumeThat(tools.isJvm()).isFalse();
        ClockPreload clock = ClockPreload.in(box);
        StringBuilder expected = new StringBuilder();
        for (long offset : new long[] {0, -DAY, DAY, -YEAR}) {
            clock.shift(offset, 0);
            expected.append(LINES);
            Result result = clock.preload(box.command(tools.preloadable(), "multilog", "s4096", "n5", "./main"))
                    .reading(LINES)
                    .run();
            assertThat(result).isEqualTo(Result.silent());
            List<String> logs = logs(box);
            assertThat(logs).hasSize(5);
            String kept = logs.stream().map(file -> box.content("main/" + file)).collect(Collectors.joining());
            assertThat(expected.toString()).endsWith(kept);
        }
    }

    @EachToolset
    void tai64nStampsEveryLine(Toolset tools, Sandbox box) throws IOException {
        assumeThat(tools.isJvm()).isFalse();
        ClockPreload clock = ClockPreload.in(box);
        clock.shift(-YEAR, 2 * YEAR);
        String out = clock.preload(box.command(tools.preloadable(), "tai64n"))
                .reading(LINES)
                .run()
                .out();
        assertThat(out.lines()).allMatch(line -> line.matches("@[0-9a-f]{24} line number [0-9]+"));
        assertThat(out.replaceAll("@[0-9a-f]{24} ", "")).isEqualTo(LINES);
    }

    private static List<String> logs(Sandbox box) throws IOException {
        try (Stream<Path> files = Files.list(box.path("main"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("@.*|current"))
                    .sorted()
                    .toList();
        }
    }
}
