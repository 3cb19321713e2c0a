package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** svlogs on logs of others: lines of any length, files that are none, many files, and two programs with one cursor. */
class SvlogsLimitsIT {
    private static final int MEGABYTE = 1024 * 1024;

    /** A label of the year 2115. */
    private static final String FORGED = "@400000011147f6a100000000 forged ";

    private static String texts(Result result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        return result.out()
                .lines()
                .map(line -> line.replaceAll(".*\"text\":\"(.*)\"}", "$1"))
                .collect(Collectors.joining());
    }

    /** Wherever multilog divides the lines, the rest is no label. */
    @BeyondOriginal
    void dividedLinesAreWhole(Toolset tools, Sandbox box) {
        box.directory("a/log/main");
        String written =
                IntStream.range(0, 20).mapToObj(i -> FORGED.repeat(300 + i) + i).collect(Collectors.joining("\n"));
        box.command(tools, "multilog", "t", "s4096", "n100", "./a/log/main")
                .reading(written + '\n')
                .run();
        Result all = box.run(tools, "svlogs", "-j", "a");
        assertThat(texts(all)).isEqualTo(written.replace("\n", ""));
        assertThat(all.out().lines().filter(line -> line.contains("tai64n"))).hasSize(20);
        assertThat(box.run(tools, "svlogs", "-j", "-u", "now", "a")).isEqualTo(all);
    }

    @BeyondOriginal
    void longLinesAreWhole(Toolset tools, Sandbox box) {
        box.directory("a/log/main");
        String line = "\u00c3\u00a4x".repeat(MEGABYTE);
        box.command(tools, "multilog", "t", "s16777215", "./a/log/main")
                .reading(line + "\nend\n")
                .run();
        List<String> lines = box.run(tools, "svlogs", "-j", "a").out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).endsWith(",\"service\":\"a\",\"text\":\"" + line + "\"}");
        assertThat(box.run(tools, "svlogs", "-n", "2", "a").out().lines().toList())
                .hasSize(2)
                .first()
                .asString()
                .endsWith(' ' + line);
    }

    /** In little memory, and without reading what comes before. */
    @BeyondOriginal
    void theLastLineMayBeLong(Toolset tools, Sandbox box) {
        box.directory("a/log/main");
        String limited = tools.isJvm() || Sanitizers.watch() ? "" : "ulimit -v 50000; ";
        Result result = box.shell(
                        "truncate -s 200M a/log/main/current || exit; " + limited + "\"$1\" -n 1 a | wc -c",
                        tools.command("svlogs"))
                .run();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().trim()).isEqualTo(Integer.toString(200 * MEGABYTE + 1));
    }

    /** The owner of the directory may be another user. */
    @BeyondOriginal
    void whatIsNoFileIsNotOpened(Toolset tools, Sandbox box) throws IOException {
        box.directory("a/log/main");
        String name = "@400000006748d2a51dcd6500.s";
        box.file("a/log/main/" + name, "@400000006748d2a51dcd6500 one\n");
        box.file("secret", "@400000006748d2a51dcd6500 secret\n");
        Path current = box.path("a/log/main/current");
        for (String target : List.of(box.path("secret").toString(), "/dev/zero", "none")) {
            Files.createSymbolicLink(current, Path.of(target));
            Result result = box.run(tools, "svlogs", "-j", "a");
            assertThat(result.code()).isEqualTo(111);
            assertThat(result.out().lines()).singleElement().asString().endsWith("\"one\"}");
            assertThat(result.err())
                    .isEqualTo("svlogs: warning: unable to read " + current + ": it is a symbolic link\n");
            Files.delete(current);
        }
        box.shell("mkfifo a/log/main/current a/log/main/previous").run();
        assertThat(texts(box.run(tools, "svlogs", "-j", "a"))).isEqualTo("one");

        Files.createSymbolicLink(box.path("link"), box.path("a/log/main"));
        assertThat(texts(box.run(tools, "svlogs", "-j", "link"))).isEqualTo("one");
    }

    @BeyondOriginal
    void oneProgramHasACursor(Toolset tools, Sandbox box) {
        box.directory("a/log/main");
        box.file("a/log/main/current", "@400000006748d2a51dcd6500 one\n");
        Running first = box.start(tools, "svlogs", "-f", "-c", "cursor", "a");
        Await.until("cursor", () -> Files.exists(box.path("cursor")));
        assertThat(box.run(tools, "svlogs", "-c", "cursor", "a"))
                .isEqualTo(new Result(111, "", "svlogs: fatal: another svlogs uses cursor cursor\n"));
        first.signal("KILL");
        first.ended();
        assertThat(box.run(tools, "svlogs", "-c", "cursor", "a")).isEqualTo(Result.silent());
    }
}
