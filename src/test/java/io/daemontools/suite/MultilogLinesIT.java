package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import io.daemontools.suite.harness.Torture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The lines that multilog writes, and their destinations. */
class MultilogLinesIT {

    private static final String STAMP = "@[0-9a-f]{24} ";

    private static LogDirectoryView run(Sandbox box, Toolset tools, String input, String... script) {
        assertThat(box.command(tools, "multilog", script).reading(input).run()).isEqualTo(Result.silent());
        return new LogDirectoryView(box, "main");
    }

    @EachToolset
    void areCopiedToCurrent(Toolset tools, Sandbox box) {
        String lines = "one\n\n two \t\r\n\0\u0080\u00ff\n" + "long ".repeat(5000) + "\nend\n";
        assertThat(run(box, tools, lines, "./main").current()).isEqualTo(lines);
    }

    @EachToolset
    void theLastLineGetsANewline(Toolset tools, Sandbox box) {
        assertThat(run(box, tools, "one\ntwo", "./main").current()).isEqualTo("one\ntwo\n");
        assertThat(run(box, tools, "three", "./main").current()).isEqualTo("one\ntwo\nthree\n");
        assertThat(run(box, tools, "", "./main").current()).isEqualTo("one\ntwo\nthree\n");
    }

    @EachToolset
    void areStampedByT(Toolset tools, Sandbox box) {
        List<String> lines = run(box, tools, "one\n\n@two\nthree", "t", "./main")
                .current()
                .lines()
                .toList();
        assertThat(lines).allMatch(line -> line.matches(STAMP + ".*"));
        assertThat(lines.stream().map(line -> line.substring(26))).containsExactly("one", "", "@two", "three");
        assertThat(lines.stream().map(line -> line.substring(0, 25))).isSorted();
    }

    @EachToolset
    void areStampedWithTheTime(Toolset tools, Sandbox box) {
        Instant before = Instant.now();
        String line = run(box, tools, "one\n", "t", "./main").current();
        long seconds = Long.parseLong(line.substring(1, 17), 16) - (1L << 62) - 10;
        long nanos = Long.parseLong(line.substring(17, 25), 16);
        assertThat(Instant.ofEpochSecond(seconds, nanos)).isBetween(before, Instant.now());
    }

    @EachToolset
    void areNotStampedByALaterT(Toolset tools, Sandbox box) {
        assertThat(run(box, tools, "one\n", "+*", "t", "./main").current()).isEqualTo("one\n");
    }

    @EachToolset
    void getTheSameStampInEveryDirectory(Toolset tools, Sandbox box) {
        String absolute = box.path("absolute").toString();
        String lines = run(box, tools, "one\ntwo\n", "t", "./main", "./other", absolute)
                .current();
        assertThat(lines).matches("(" + STAMP + "\\w+\n){2}");
        assertThat(new LogDirectoryView(box, "other").current()).isEqualTo(lines);
        assertThat(new LogDirectoryView(box, "absolute").current()).isEqualTo(lines);
    }

    @EachToolset
    void areSelectedByPatterns(Toolset tools, Sandbox box) {
        String input = "alpha: one\nbeta: two\nalpha: three\nalpha\n*star\n\n";
        run(
                box,
                tools,
                input,
                "-alpha: *",
                "./not-alpha",
                "+alpha: t*",
                "./but-three",
                "-*",
                "+*: *",
                "./colon",
                "-*",
                "+alpha",
                "./exact",
                "-*",
                "+**star",
                "+",
                "./literal");
        assertThat(new LogDirectoryView(box, "not-alpha").current()).isEqualTo("beta: two\nalpha\n*star\n\n");
        assertThat(new LogDirectoryView(box, "but-three").current())
                .isEqualTo("beta: two\nalpha: three\nalpha\n*star\n\n");
        assertThat(new LogDirectoryView(box, "colon").current()).isEqualTo("alpha: one\nbeta: two\nalpha: three\n");
        assertThat(new LogDirectoryView(box, "exact").current()).isEqualTo("alpha\n");
        assertThat(new LogDirectoryView(box, "literal").current()).isEqualTo("*star\n\n");
    }

    @EachToolset
    void areSelectedByTheirStamps(Toolset tools, Sandbox box) {
        run(box, tools, "one\ntwo\n", "t", "-*", "+one", "./main", "-*", "+* one", "./stamped");
        assertThat(new LogDirectoryView(box, "main").current()).isEmpty();
        assertThat(new LogDirectoryView(box, "stamped").current()).matches(STAMP + "one\n");
    }

    @EachToolset
    void arePrintedByETruncatedAt200(Toolset tools, Sandbox box) {
        String line = "x".repeat(200);
        Result result = box.command(tools, "multilog", "-hidden", "e")
                .reading("short\nhidden\n" + line + "\n" + line + "y\nrest")
                .run();
        assertThat(result).isEqualTo(Result.warns("short\n" + line + "\n" + line + "...\nrest\n"));
    }

    @EachToolset
    void overwriteAStatusFileOf1001Bytes(Toolset tools, Sandbox box) throws IOException {
        run(box, tools, "first\nlast\n", "=status");
        assertThat(box.content("status")).isEqualTo("last" + "\n".repeat(997));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(box.path("status"))))
                .isEqualTo("rw-------");
        run(box, tools, "x".repeat(1500) + "\n", "=status");
        assertThat(box.content("status")).isEqualTo("x".repeat(1000) + "\n");
        run(box, tools, "", "=status");
        assertThat(box.content("status")).isEqualTo("x".repeat(1000) + "\n");
    }

    @EachToolset
    void areWrittenBeforeMultilogWaits(Toolset tools, Sandbox box) {
        Running multilog =
                box.command(tools, "multilog", "./main", "=status").reading().start();
        LogDirectoryView main = new LogDirectoryView(box, "main");
        for (String expected : List.of("one\n", "one\ntwo\n", "one\ntwo\nthree\n")) {
            multilog.write(expected.substring(main.current().length()));
            Await.equal("current", expected, main::current);
        }
        Await.until("status", () -> box.content("status").startsWith("three\n"));
        multilog.endInput();
        assertThat(multilog.ended()).isZero();
        assertThat(main.current()).isEqualTo("one\ntwo\nthree\n");
    }

    /** As many as fit into a command line of a megabyte; each is an object that each collection visits. */
    @EachToolset
    void takesManyPatterns(Toolset tools, Sandbox box) {
        int count = Torture.isOn() ? 500 : 20_000;
        String end = "x".repeat(43);
        String[] script = Stream.concat(
                        IntStream.range(0, count).mapToObj(i -> "-%06d".formatted(i) + end), Stream.of("./log"))
                .toArray(String[]::new);
        assertThat(box.command(tools, "multilog", script)
                        .reading("000001" + end + "\nselected\n%06d".formatted(count - 1) + end + "\n")
                        .run())
                .isEqualTo(Result.silent());
        assertThat(new LogDirectoryView(box, "log").current()).isEqualTo("selected\n");
    }

    @EachToolset
    void takesManyFiles(Toolset tools, Sandbox box) {
        int count = 2000;
        String[] script = IntStream.range(0, count).mapToObj(i -> "=" + i).toArray(String[]::new);
        Result result = box.command(tools, "multilog", script)
                .through(tools.command("softlimit"), "-o", "=")
                .reading("line\n")
                .run();
        assumeFalse(result.err().contains("cannot open more files"), "needs as many descriptors");
        assertThat(result).isEqualTo(Result.silent());
        assertThat(box.content(Integer.toString(count - 1))).startsWith("line\n");
    }
}
