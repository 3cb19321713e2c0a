package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One log directory alternates between this multilog and the original, and some are killed. A killed multilog loses the lines that
 * it has read and not written; no other line is lost, and none appears twice.
 */
class MultilogHandoverIT {

    private static final int ROUNDS = Effort.times(20);

    /** A little less than a FIFO holds. */
    private static final int FIFO = 60_000;

    /** A line consists of its number and a text of varying length. */
    private static String line(int number) {
        return "<" + number + " " + "x".repeat(number * 7919 % 200) + ">\n";
    }

    private static Running start(Sandbox box, Toolset tools, String... script) {
        List<String> arguments = new ArrayList<>(List.of(tools.command("multilog")));
        arguments.addAll(List.of(script));
        return box.shell("exec \"$@\" < input", arguments.toArray(String[]::new))
                .on(tools)
                .start();
    }

    private static Toolset either(Comparison comparison, Random random) {
        return random.nextBoolean() ? comparison.built() : comparison.original();
    }

    @Differential
    void nothingIsLostWhileItWaits(Comparison comparison, Sandbox box) throws IOException {
        Random random = new Random(Effort.seed());
        NamedPipe input = NamedPipe.in(box, "input");
        LogDirectoryView main = new LogDirectoryView(box, "main");
        StringBuilder expected = new StringBuilder();
        int number = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Toolset tools = either(comparison, random);
            Running multilog = start(box, tools, "s4096", "n9999", "./main");
            for (int lines = random.nextInt(100); lines >= 0; lines--) {
                expected.append(line(number));
                input.write(line(number++));
            }
            Await.equal("lines", expected.toString(), main::everything);
            end(multilog, tools, random.nextBoolean());
        }
    }

    /** One TERM is enough, but 0.76 does not notice a TERM just before a read until another comes. */
    private static void end(Running multilog, Toolset tools, boolean kill) {
        String signal = kill ? "KILL" : "TERM";
        multilog.signal(signal);
        Await.until("end of multilog of " + tools, () -> {
            boolean runs = multilog.runs();
            if (runs && tools.isOriginal()) {
                multilog.signal(signal);
            }
            return !runs;
        });
    }

    @Differential
    void onlyReadLinesAreLostWhileItWrites(Comparison comparison, Sandbox box) throws IOException {
        Random random = new Random(Effort.seed());
        NamedPipe input = NamedPipe.in(box, "input");
        LogDirectoryView main = new LogDirectoryView(box, "main");
        int number = 0;
        int killed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int room = random.nextInt(FIFO - input.available());
                    room > 0;
                    room -= line(number++).length()) {
                input.write(line(number));
            }
            Toolset tools = either(comparison, random);
            Running multilog = startReading(tools, box, input, random);
            boolean kill = random.nextBoolean();
            end(multilog, tools, kill);
            killed += kill ? 1 : 0;
        }
        String end = line(number);
        input.write(end);
        Running last = startReading(comparison.built(), box, input, random);
        Await.until(
                "last line",
                () -> main.current().endsWith(end)
                        || main.finished().stream()
                                .anyMatch(file -> main.content(file).endsWith(end)));
        last.signal("TERM");
        assertThat(last.ended()).isZero();
        int gaps = gaps(main);
        assertThat(gaps).isLessThanOrEqualTo(killed);
        System.out.printf(
                "kills: %d rounds of multilog, %s, %d of them killed while they wrote: lines lost by %d%n",
                ROUNDS, comparison, killed, gaps);
    }

    /** A processor that was forked just before its multilog was killed keeps the lock for a moment. */
    private static Running startReading(Toolset tools, Sandbox box, NamedPipe input, Random random) throws IOException {
        for (; ; ) {
            int before = input.available();
            Running multilog = start(box, tools, script(random));
            Await.until("reading", () -> input.available() < before || before == 0 || !multilog.runs());
            if (multilog.runs() || !multilog.err().contains("unable to lock")) {
                return multilog;
            }
        }
    }

    private static String[] script(Random random) {
        return random.nextInt(4) == 0
                ? new String[] {"s4096", "n9999", "!cat; cat <&4 >&5; echo >&5", "./main"}
                : new String[] {"s4096", "n9999", "./main"};
    }

    /** The number of gaps. A line without its beginning or end counts as missing. */
    private static int gaps(LogDirectoryView main) throws IOException {
        List<String> files = new ArrayList<>(main.finished());
        files.add("current");
        int expected = 0;
        int gaps = 0;
        for (String file : files) {
            for (String line : main.content(file).lines().toList()) {
                if (line.startsWith("<") && line.endsWith(">")) {
                    int number = Integer.parseInt(line.substring(1, line.indexOf(' ')));
                    assertThat(line + "\n").as(file).isEqualTo(line(number));
                    assertThat(number).as(file).isGreaterThanOrEqualTo(expected);
                    gaps += number > expected ? 1 : 0;
                    expected = number + 1;
                }
            }
        }
        return gaps;
    }
}
