package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What supervise does again and again leaves its memory and its descriptors as they were. One byte allocated per event
 * would show as pages touched; since none is, its collector has nothing to collect and never runs.
 *
 * <p>On the native toolset, on Linux, which tells what memory a process has written to. Not tested: the same on the JVM,
 * whose collector is HotSpot's.
 */
class SteadyStateIT {
    private static final Pattern ANONYMOUS = Pattern.compile("Anonymous:\\s+([0-9]+) kB");

    /** Less than a byte for each event: a page of the stack or of libc may be touched for the first time. */
    private static final int FEW_KILOBYTES = 8;

    private static final int THOUSANDS = Effort.isWhole() ? 100 : 10;

    @BeyondOriginal
    void restarts(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        Path clock = CProgram.library(box, "hasty_clock.c");
        ServiceDirectory foo = box.service("foo");
        Files.move(CProgram.program(box, "tick.c"), foo.path("run"));
        Running supervise = box.command(tools.preloadable(), "supervise", "foo")
                .with("LD_PRELOAD", clock.toString())
                .start();
        awaitTicks(foo, 100);
        long memory = anonymousMemory(supervise);
        long descriptors = Long.MAX_VALUE;
        for (int look = 1; look <= 20; look++) {
            awaitTicks(foo, 100 + look);
            descriptors = Math.min(descriptors, descriptors(supervise));
        }

        for (int thousands = 1; thousands <= THOUSANDS; thousands++) {
            awaitTicks(foo, 100 + 1000 * thousands);
        }

        assertThat(anonymousMemory(supervise) - memory).isBetween(0L, (long) FEW_KILOBYTES);
        long before = descriptors;
        Await.until("no more descriptors than before", () -> descriptors(supervise) <= before);
        System.out.printf("age: %d restarts by supervise of %s, nothing taken%n", 1000 * THOUSANDS, tools);
    }

    @BeyondOriginal
    void controlBytes(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        ServiceDirectory foo =
                box.service("foo").run("trap '' HUP ALRM", "echo > ready", "while :; do sleep 86400; done");
        Running supervise = box.start(tools, "supervise", "foo");
        Await.until("ignored signals", () -> Files.exists(foo.path("ready")));
        foo.control("uopcha?");
        foo.control("u");
        Await.equal("want", 'u', () -> foo.status().want());
        long memory = anonymousMemory(supervise);
        long descriptors = descriptors(supervise);

        for (int part = 0; part < 20; part++) {
            foo.control("upcha".repeat(1_000) + "o");
            Await.equal("want", '\0', () -> foo.status().want());
            foo.control("u");
            Await.equal("want", 'u', () -> foo.status().want());
        }

        assertThat(anonymousMemory(supervise) - memory).isBetween(0L, (long) FEW_KILOBYTES);
        assertThat(descriptors(supervise)).isEqualTo(descriptors);
    }

    @BeyondOriginal
    void rotations(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        Running multilog = box.command(tools, "multilog", "t", "s4096", "n3", "=newest", "./main")
                .reading()
                .start();
        log(multilog, box, "a line of thirty characters..\n".repeat(10_000) + "first\n");
        long memory = anonymousMemory(multilog);
        long descriptors = descriptors(multilog);

        for (int part = 0; part < 20; part++) {
            log(multilog, box, "a line of thirty characters..\n".repeat(10_000) + "part " + part + "\n");
        }

        assertThat(anonymousMemory(multilog) - memory).isBetween(0L, (long) FEW_KILOBYTES);
        assertThat(descriptors(multilog)).isEqualTo(descriptors);
    }

    private static void log(Running multilog, Sandbox box, String lines) {
        String last = lines.lines().reduce("", (before, line) -> line);
        multilog.write(lines);
        Await.until(
                "newest line " + last, () -> box.content("newest").substring(26).startsWith(last));
    }

    private static void assumeNative(Toolset tools) {
        assumeThat(tools.name()).isEqualTo("native");
        Sanitizers.leaveOut("what is freed stays in quarantine");
        assumeThat(Path.of("/proc/self/smaps_rollup")).exists();
    }

    private static void awaitTicks(ServiceDirectory foo, long count) {
        Await.until(count + " restarts", () -> Files.size(foo.path("ticks")) >= count);
    }

    private static long anonymousMemory(Running process) throws IOException {
        Matcher line = ANONYMOUS.matcher(Files.readString(proc(process).resolve("smaps_rollup")));
        assertThat(line.find()).isTrue();
        return Long.parseLong(line.group(1));
    }

    /** The least of some looks: a status being written has one of its own. */
    private static long descriptors(Running process) throws IOException {
        long least = Long.MAX_VALUE;
        for (int look = 0; look < 100; look++) {
            try (Stream<Path> entries = Files.list(proc(process).resolve("fd"))) {
                least = Math.min(least, entries.count());
            }
        }
        return least;
    }

    private static Path proc(Running process) {
        return Path.of("/proc", Long.toString(process.pid()));
    }
}
