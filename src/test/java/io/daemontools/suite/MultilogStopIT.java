package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** multilog ends at the end of a line. The next multilog reads the rest. */
class MultilogStopIT {

    private static Running reading(Sandbox box, Toolset tools) {
        return box.shell("exec \"$1\" s4096 n1000 ./main < input", tools.command("multilog"))
                .start();
    }

    /** 0.76 does not see a signal that comes just before it reads, so it is sent until it is seen. */
    private static int term(Running multilog) {
        Await.until("end of multilog", () -> {
            multilog.signal("TERM");
            return !multilog.runs();
        });
        return multilog.ended();
    }

    @EachToolset
    void termEndsItBetweenLines(Toolset tools, Sandbox box) throws IOException {
        NamedPipe input = NamedPipe.in(box, "input");
        LogDirectoryView main = new LogDirectoryView(box, "main");
        Running multilog = reading(box, tools);
        input.write("one\n");
        Await.equal("current", "one\n", main::current);

        assertThat(term(multilog)).isZero();
        assertThat(main.current()).isEqualTo("one\n");
        assertThat(main.modes()).containsEntry("current", "rwxr--r--");
        assertThat(multilog.err()).isEmpty();
    }

    @EachToolset
    void termReadsUpToTheEndOfTheLine(Toolset tools, Sandbox box) throws IOException {
        NamedPipe input = NamedPipe.in(box, "input");
        LogDirectoryView main = new LogDirectoryView(box, "main");
        Running multilog = reading(box, tools);
        input.write("one\npar");
        Await.equal("current", "one\n", main::current);
        input.awaitEmpty();

        multilog.signal("TERM");
        // one byte at a time, so that the signal arrives before the end of the line; on the JVM it passes through a
        // thread
        String more = "tia".repeat(100);
        for (int i = 0; i < more.length(); i++) {
            input.write(more.substring(i, i + 1));
            input.awaitEmpty();
        }
        assertThat(multilog.runs()).isTrue();
        input.write("l\nrest\n");
        assertThat(multilog.ended()).isZero();
        assertThat(main.current()).isEqualTo("one\npar" + more + "l\n");
        assertThat(input.read()).isEqualTo("rest\n");
    }

    /** More than a pipe holds, while it waits for a processor. */
    @EachToolset
    void termIsHandledAmongThousandsOfAlarms(Toolset tools, Sandbox box) throws IOException {
        NamedPipe go = NamedPipe.in(box, "go");
        Path alarms = CProgram.program(box, "alarms.c");
        Running multilog = box.command(tools, "multilog", "s4096", "!touch ../waits; read -r go < ../go; cat", "./main")
                .reading()
                .start();
        multilog.write("a line\n".repeat(600));
        Await.until("processor", () -> Files.exists(box.path("waits")));
        String pid = Long.toString(multilog.pid());
        assertThat(box.program(alarms.toString(), pid, "200000").run()).isEqualTo(Result.silent());
        multilog.signal("TERM");
        go.write("go\n".repeat(100));
        assertThat(multilog.ended()).isZero();
    }

    /** 0.76 runs the processor again and again. */
    @BeyondOriginal
    void termEndsItWhileItsProcessorFails(Toolset tools, Sandbox box) throws IOException {
        String input = "a line\n".repeat(900);
        Running multilog = box.command(tools, "multilog", "s4096", "!exit 1", "./main")
                .reading()
                .start();
        multilog.write(input);
        Await.until("processor", () -> multilog.err().contains("processor failed in ./main, pausing\n"));
        multilog.signal("TERM");
        assertThat(multilog.ended()).isEqualTo(111);
        assertThat(multilog.err()).endsWith("multilog: fatal: processor failed in ./main\n");

        LogDirectoryView main = new LogDirectoryView(box, "main");
        assertThat(main.content("previous") + main.current()).isEqualTo(input);
        box.command(tools, "multilog", "./main").reading("last\n").run();
        assertThat(main.everything()).isEqualTo(input + "last\n");
        assertThat(main.finished()).hasSize(2).allMatch(name -> name.endsWith(".u"));
    }

    /** 0.76 has no action {@code 1}. */
    @BeyondOriginal
    void termEndsItWhileNobodyReadsItsOutput(Toolset tools, Sandbox box) throws IOException {
        NamedPipe output = NamedPipe.in(box, "output");
        LogDirectoryView main = new LogDirectoryView(box, "main");
        Running multilog = box.shell("exec \"$1\" 1 s1000000 ./main > output", tools.command("multilog"))
                .reading()
                .start();
        multilog.write("a line\n".repeat(15_000));
        Await.until("a full pipe", () -> output.available() > 60_000);
        multilog.signal("TERM");
        assertThat(multilog.ended()).isZero();
        assertThat(main.modes()).containsEntry("current", "rwxr--r--");
        assertThat(main.current()).startsWith(output.read()).endsWith("a line\n");
    }

    @EachToolset
    void nextMultilogContinuesTheInput(Toolset tools, Sandbox box) throws IOException {
        NamedPipe input = NamedPipe.in(box, "input");
        LogDirectoryView main = new LogDirectoryView(box, "main");
        StringBuilder expected = new StringBuilder();
        for (int round = 0; round < 5; round++) {
            String lines = IntStream.range(round * 1000, round * 1000 + 1000)
                    .mapToObj(i -> "line " + i + "\n")
                    .collect(Collectors.joining());
            Running multilog = reading(box, tools);
            input.write(lines);
            expected.append(lines);
            assertThat(term(multilog)).isIn(0, 128 + 15); // or before it was ready for signals
        }
        Running last = reading(box, tools);
        input.write("the last line\n");
        expected.append("the last line\n");
        Await.equal("all lines", expected.toString(), main::everything);
        assertThat(term(last)).isZero();
    }

    @EachToolset
    void readErrorEndsTheInput(Toolset tools, Sandbox box) throws IOException {
        assertThat(box.shell("exec \"$1\" ./main < .", tools.command("multilog"))
                        .run())
                .isEqualTo(Result.silent());
        assertThat(new LogDirectoryView(box, "main").modes()).containsEntry("current", "rwxr--r--");
    }
}
