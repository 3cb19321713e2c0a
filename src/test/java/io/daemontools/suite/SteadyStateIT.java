package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.BusySupervise;
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
 * Repeated work leaves the memory and descriptors of supervise unchanged. One byte allocated per event would show as touched pages;
 * since there are none, its collector never runs. Native toolset on Linux only, which reports the pages that a process has written.
 * Not tested: the JVM, whose collector is HotSpot's.
 */
class SteadyStateIT {
    private static final Pattern ANONYMOUS = Pattern.compile("Anonymous:\\s+([0-9]+) kB");

    /** Less than a byte for each event: a page of the stack or of libc may be touched for the first time. */
    private static final int FEW_KILOBYTES = 8;

    /** Characters of a label and the space after it. */
    private static final int LABEL = 26;

    private static final int THOUSANDS = Effort.isWhole() ? 100 : 10;

    @BeyondOriginal
    void restarts(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        BusySupervise busy = BusySupervise.restarting(tools, box);
        Running supervise = busy.supervise();
        busy.awaitStarts(100);
        long memory = anonymousMemory(supervise);
        long descriptors = Long.MAX_VALUE;
        for (int look = 1; look <= 20; look++) {
            busy.awaitStarts(100 + look);
            descriptors = Math.min(descriptors, descriptors(supervise));
        }

        for (int thousands = 1; thousands <= THOUSANDS; thousands++) {
            busy.awaitStarts(100 + 1000 * thousands);
        }

        assertThat(anonymousMemory(supervise) - memory).isBetween(0L, (long) FEW_KILOBYTES);
        long before = descriptors;
        Await.until("no more descriptors than before", () -> descriptors(supervise) <= before);
        System.out.printf("age: %d restarts by supervise of %s, nothing taken%n", 1000 * THOUSANDS, tools);
    }

    @BeyondOriginal
    void controlBytes(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        BusySupervise busy = BusySupervise.commanded(tools, box);
        ServiceDirectory foo = busy.service();
        Running supervise = busy.supervise();
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
        Await.until("newest line " + last, () -> box.content("newest").startsWith(last, LABEL));
    }

    private static void assumeNative(Toolset tools) {
        assumeThat(tools.name()).isEqualTo("native");
        Sanitizers.leaveOut("what is freed stays in quarantine");
        assumeThat(Path.of("/proc/self/smaps_rollup")).exists();
    }

    private static long anonymousMemory(Running process) throws IOException {
        Matcher line = ANONYMOUS.matcher(Files.readString(proc(process).resolve("smaps_rollup")));
        assertThat(line.find()).isTrue();
        return Long.parseLong(line.group(1));
    }

    /** The minimum of several samples: while a status is written, its file is open. */
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
