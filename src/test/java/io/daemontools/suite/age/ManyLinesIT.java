package io.daemontools.suite.age;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A service writes many lines, and every line is in its log, once and in order, through all rotations. */
class ManyLinesIT {

    private static final int LINES = Effort.isWhole() ? 10_000_000 : 500_000;
    private static final int STAMP = 26;
    private static final int FEW_KILOBYTES = 16;

    @EachToolset
    void areAllThere(Toolset tools, Sandbox box) throws IOException {
        Path program = CProgram.program(box, "lines.c", "-static");
        ServiceDirectory foo = box.service("service/foo")
                .run("exec " + program + " " + LINES)
                .log("exec multilog t s1000000 n99999 ./main");
        box.start(tools, "svscan", "service");
        foo.up();
        long logger = foo.logger().up();
        Path main = foo.path("log/main");
        boolean measured = tools.name().equals("native")
                && !Sanitizers.watch()
                && Files.exists(Path.of("/proc/self/smaps_rollup"));
        awaitFiles(main, 2);
        long memory = measured ? Usage.anonymousMemory(logger) : 0;

        // A line has at least as many bytes as this, and a file has room for a million.
        for (long files = 3; files < (long) LINES * STAMP / 1_000_000; files += 5) {
            awaitFiles(main, files);
        }
        Await.until("last line", () -> foo.content("log/main/current").endsWith(" " + (LINES - 1) + "\n"));
        if (measured) {
            assertThat(Usage.anonymousMemory(logger) - memory).isBetween(0L, (long) FEW_KILOBYTES);
        }
        List<Path> logs = logs(main);
        assertThat(countInOrder(logs)).isEqualTo(LINES);
        if (measured) {
            hasNoMoreDescriptorsThanANewOne(foo.logger(), logger);
        }
        System.out.printf("age: %d lines logged by %s in %d files, each there once%n", LINES, tools, logs.size());
    }

    /** When both are idle: during a rotation a logger has closed its file. */
    private static void hasNoMoreDescriptorsThanANewOne(ServiceDirectory service, long logger) throws IOException {
        long descriptors = Usage.descriptors(logger);
        service.control("t");
        long another = service.upAgain(logger);
        Await.equal("descriptors of a new logger", descriptors, () -> Usage.descriptors(another));
    }

    private static void awaitFiles(Path main, long count) {
        Await.atLeast("files", count, () -> (long) logs(main).size());
    }

    private static List<Path> logs(Path main) throws IOException {
        try (Stream<Path> files = Files.list(main)) {
            return files.filter(file -> file.getFileName().toString().matches("@.*|current"))
                    .sorted()
                    .toList();
        }
    }

    private static long countInOrder(List<Path> files) throws IOException {
        long next = 0;
        for (Path file : files) {
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    assertThat(Long.parseLong(line, STAMP, line.length(), 10) == next)
                            .as(file + ", instead of " + next + ": " + line)
                            .isTrue();
                    next++;
                }
            }
        }
        return next;
    }
}
