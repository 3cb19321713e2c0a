package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/** tai64n puts the time before each line, and changes nothing else. */
class Tai64nIT {

    private static final String LABEL = "@40000000[0-9a-f]{16} ";
    private static final Pattern LABELS = Pattern.compile("^" + LABEL, Pattern.MULTILINE | Pattern.UNIX_LINES);
    private static final int LABEL_LENGTH = 26;

    private static Result stamped(Sandbox box, Toolset tools, String input) {
        return box.command(tools, "tai64n").reading(input).run();
    }

    private static String withoutLabels(Result result) {
        return LABELS.matcher(result.out()).replaceAll("");
    }

    /** The moment before or after a run, as a label. */
    private static String now() {
        long now = System.currentTimeMillis();
        return "@%016x%08x ".formatted((1L << 62) + 10 + now / 1000, now % 1000 * 1_000_000);
    }

    @EachToolset
    void eachLineGetsTheTimeItCame(Toolset tools, Sandbox box) {
        String before = now();
        Result result = stamped(box, tools, "one\n\n two\n");
        // milliseconds, cut off, so a little later
        String after = now().replaceFirst(".{7} $", "fffffff ");
        assertThat(result.out()).matches(LABEL + "one\n" + LABEL + "\n" + LABEL + " two\n");
        assertThat(result).isEqualTo(Result.prints(result.out()));
        List<String> labels = result.out()
                .lines()
                .map(line -> line.substring(0, LABEL_LENGTH))
                .toList();
        assertThat(labels).isSorted().allSatisfy(label -> assertThat(label).isBetween(before, after));
    }

    /** 0.76 reads the clock in microseconds, so that several lines get the same label. */
    @BeyondOriginal
    void labelsHaveNanoseconds(Toolset tools, Sandbox box) {
        String lines = "line\n".repeat(2000);
        box.command(tools, "multilog", "t", "./main").reading(lines).run();
        for (String stamped : List.of(stamped(box, tools, lines).out(), box.content("main/current"))) {
            List<String> labels = stamped.lines()
                    .map(line -> line.substring(0, LABEL_LENGTH).trim())
                    .toList();
            assertThat(labels).isSorted().hasSize(2000);
            // a clock may not advance between two reads, but seldom for as long as a microsecond
            assertThat(Set.copyOf(labels)).hasSizeGreaterThan(1000);
            assertThat(labels).anyMatch(label -> Integer.parseInt(label.substring(17), 16) % 1000 != 500);
        }
    }

    @EachToolset
    void addsNoNewlineAtTheEnd(Toolset tools, Sandbox box) {
        assertThat(stamped(box, tools, "line\nrest").out()).matches(LABEL + "line\n" + LABEL + "rest");
        assertThat(stamped(box, tools, "\n").out()).matches(LABEL + "\n");
        assertThat(stamped(box, tools, "")).isEqualTo(Result.silent());
    }

    @EachToolset
    void allBytesPass(Toolset tools, Sandbox box) {
        String input = "\0\u00ff\u0080\r\n@400000003b9aca0a00000000 labelled\n\0\n\0";
        assertThat(withoutLabels(stamped(box, tools, input))).isEqualTo(input);
    }

    @EachToolset
    void longLineHasOneLabel(Toolset tools, Sandbox box) {
        String input = "x".repeat(300_000) + "\n" + "y".repeat(70_000);
        assertThat(withoutLabels(stamped(box, tools, input))).isEqualTo(input);
    }

    @EachToolset
    void flushesBeforeItWaits(Toolset tools, Sandbox box) {
        Running running = box.command(tools, "tai64n").reading().start();
        running.write("be");
        Await.until("a label", () -> running.out().matches(LABEL + "be"));
        String begun = running.out();
        running.write("gun\n");
        Await.equal("the line", begun + "gun\n", running::out);
        running.write("next\n");
        Await.until("next line", () -> running.out().endsWith("next\n"));
        String[] lines = running.out().split("\n", -1);
        assertThat(lines[1].substring(0, LABEL_LENGTH)).isGreaterThan(lines[0].substring(0, LABEL_LENGTH));
        running.endInput();
        assertThat(running.ended()).isZero();
    }

    @EachToolset
    void ignoresArguments(Toolset tools, Sandbox box) {
        Result result =
                box.command(tools, "tai64n", "-x", "y").reading("line\n").run();
        assertThat(result.out()).matches(LABEL + "line\n");
        assertThat(result.code()).isZero();
    }

    @EachToolset
    void readAndWriteErrorsAreFatal(Toolset tools, Sandbox box) {
        String command = tools.command("tai64n");
        assertThat(box.shell("exec \"$1\" <&-", command).run()).isEqualTo(Result.exits(111));
        assertThat(box.shell("exec \"$1\" < .", command).run()).isEqualTo(Result.exits(111));
        assertThat(box.shell("echo line | { \"$1\" >&-; }", command).run()).isEqualTo(Result.exits(111));
    }

    @Differential
    void generatedLinesPass(Comparison pair, Sandbox box) {
        Random random = new Random(76);
        for (int i = 0; i < 12; i++) {
            String input = lines(random);
            assertThat(withoutLabels(stamped(box, pair.built(), input)))
                    .as("case %d", i)
                    .isEqualTo(input)
                    .isEqualTo(withoutLabels(stamped(box, pair.original(), input)));
        }
    }

    /** Any bytes, in lines short and long; about 100 KB, so that they come in several blocks. */
    private static String lines(Random random) {
        StringBuilder lines = new StringBuilder();
        int longest = List.of(2, 100, 1500, 5000, 70_000).get(random.nextInt(5));
        while (lines.length() < 100_000) {
            for (int length = random.nextInt(longest); length > 0; length--) {
                lines.append((char) random.nextInt(256));
            }
            lines.append('\n');
        }
        if (random.nextBoolean()) {
            lines.append("rest");
        }
        return lines.toString();
    }
}
