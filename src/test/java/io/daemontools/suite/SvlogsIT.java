package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** svlogs on logs of multilog, while they are written. */
class SvlogsIT {
    private static final int LOGS = Integer.getInteger("daemontools.svlogs.logs", 4);
    private static final int LINES = Integer.getInteger("daemontools.svlogs.lines", 2500);
    private static final int ROUNDS = Integer.getInteger("daemontools.svlogs.rounds", 4);

    private static final Pattern MEMBER = Pattern.compile("\"([a-z0-9]+)\":\"");
    private static final Pattern PROPERTY = Pattern.compile("\"([a-z0-9]+)\": \\{ \"type\"");
    private static final Pattern TIME =
            Pattern.compile("\"time\":\"[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}[.][0-9]{9}Z\"");

    /** Numbered lines, in small pieces. */
    private static final String WRITE =
            "awk -v i=$1 -v n=$2 -v w=$3 'BEGIN { for (; i <= n; i++) { print w, i; if (i % 100 == 0) system(\"\") }"
                    + " }' | ";

    /** How often a line is written at most, on average, if svlogs is killed again and again. */
    private static final long MOST_REPETITIONS = 3;

    private static final String ALL_LINES = "+*";
    private static final String COMPRESSED = "!exec gzip";

    private static List<String> written(String log) {
        return IntStream.rangeClosed(1, LINES).mapToObj(i -> log + ' ' + i).toList();
    }

    private static List<String> linesOf(String log, String out) {
        return out.lines()
                .filter(line -> line.contains("\"text\":\"" + log + ' '))
                .map(line -> line.replaceAll(".*\"text\":\"(.*)\"}", "$1"))
                .toList();
    }

    /** Starts the loggers. The first one has an action of its own. */
    private static List<Running> write(Toolset tools, Sandbox box, int from, int to, String action) {
        List<Running> writers = new ArrayList<>();
        for (int i = 0; i < LOGS; i++) {
            box.directory("services/w" + i + "/log/main");
            writers.add(box.shell(
                            WRITE + "exec \"$4\" t s4096 n100000 \"$5\" ./services/$3/log/main",
                            Integer.toString(from),
                            Integer.toString(to),
                            "w" + i,
                            tools.command("multilog"),
                            i == 0 ? action : ALL_LINES)
                    .start());
        }
        return writers;
    }

    @BeyondOriginal
    void followsRotatedLogs(Toolset tools, Sandbox box) {
        List<Running> writers = write(tools, box, 1, LINES, ALL_LINES);
        Running svlogs = box.start(tools, "svlogs", "-f", "-j", "services");
        for (Running writer : writers) {
            assertThat(writer.ended()).isZero();
        }
        Await.atLeast("lines", (long) LOGS * LINES, () -> svlogs.out().lines().count());
        svlogs.endTree();
        String out = svlogs.out();
        for (int i = 0; i < LOGS; i++) {
            assertThat(linesOf("w" + i, out)).isEqualTo(written("w" + i));
        }
        assertThat(svlogs.err()).isEmpty();
        // While it follows, a logger that is stalled for more than a second is late.
        String all = box.run(tools, "svlogs", "-j", "services").out();
        assertThat(all.lines().map(line -> line.replaceAll(".*\"tai64n\":\"([^\"]*)\".*", "$1")))
                .isSorted();
        assertThat(all.lines().sorted()).isEqualTo(out.lines().sorted().toList());
    }

    /** Each line at least once. Files are rotated, and in one log compressed, before and after svlogs is killed. */
    @BeyondOriginal
    void losesNothingWhenKilled(Toolset tools, Sandbox box) {
        int rounds = tools.isJvm() ? 2 : ROUNDS;
        box.directory("services");
        for (int i = 0; i < rounds; i++) {
            String cursor = cursor(box);
            Running svlogs = box.shell("exec \"$1\" -f -j -c cursor services >>out", tools.command("svlogs"))
                    .start();
            List<Running> writers = write(tools, box, i * LINES / rounds + 1, (i + 1) * LINES / rounds, COMPRESSED);
            Await.until("new cursor", () -> !cursor(box).equals(cursor));
            svlogs.signal("KILL");
            svlogs.ended();
            for (Running writer : writers) {
                assertThat(writer.ended()).isZero();
            }
        }
        assertThat(box.shell("exec \"$1\" -j -c cursor services >>out", tools.command("svlogs"))
                        .run())
                .isEqualTo(Result.silent());
        String out = box.content("out");
        for (int i = 0; i < LOGS; i++) {
            assertThat(linesOf("w" + i, out).stream().distinct()).containsAll(written("w" + i));
        }
        assertThat(out.lines().count()).isLessThanOrEqualTo(MOST_REPETITIONS * LOGS * LINES);
        assertThat(box.run(tools, "svlogs", "-j", "-c", "cursor", "services")).isEqualTo(Result.silent());
    }

    private static String cursor(Sandbox box) {
        return Files.exists(box.path("cursor")) ? box.content("cursor") : "";
    }

    /** Both describe a line by the same members, which the schema has. svls has the same name of the service, and writes times as they do. */
    @BeyondOriginal
    void linesInJsonAreThoseOfMultilog(Toolset tools, Sandbox box) {
        box.directory("services/a/log/main");
        String input = "one\n\"\\\t\u00ff\u00c3\u00a4\n\n" + "x".repeat(3000) + "\n";
        Result copied = box.command(tools, "multilog", "t", "pa", "j", "1", "./services/a/log/main")
                .reading(input)
                .run();
        assertThat(copied.err()).isEmpty();
        assertThat(copied.out().lines()).hasSize(4);
        assertThat(box.run(tools, "svlogs", "-j", "services")).isEqualTo(Result.prints(copied.out()));
        assertThat(found(MEMBER, copied.out().lines().findFirst().orElseThrow()))
                .isEqualTo(found(PROPERTY, Repository.content(Path.of("docs/svlogs.schema.json"))));

        String services = box.run(tools, "svls", "-j", "services").out();
        assertThat(services).containsPattern(TIME).contains("\"name\":\"a\"");
        assertThat(copied.out()).containsPattern(TIME).contains("\"service\":\"a\"");
    }

    private static List<String> found(Pattern name, String text) {
        return name.matcher(text).results().map(found -> found.group(1)).toList();
    }

    @BeyondOriginal
    void readsCompressedFilesAndStreams(Toolset tools, Sandbox box) {
        box.directory("a/log/main");
        String input = "a line that is long enough\n".repeat(1000);
        box.command(tools, "multilog", "t", "s4096", "n100", "!exec gzip", "./a/log/main")
                .reading(input)
                .run();
        Result all = box.run(tools, "svlogs", "-j", "a");
        assertThat(all.err()).isEmpty();
        assertThat(all.out().lines())
                .hasSize(1000)
                .allMatch(line -> line.endsWith(",\"service\":\"a\",\"text\":\"a line that is long enough\"}"));
        Result merged = box.shell(
                        "mkfifo fifo; \"$1\" -j a >fifo & \"$1\" -j a | \"$1\" -f -p - fifo", tools.command("svlogs"))
                .run();
        assertThat(merged.out().lines())
                .hasSize(2000)
                .allMatch(line -> line.endsWith(" a: a line that is long enough"));
        box.shell("for f in a/log/main/@*; do head -c 50 $f >f && mv f $f; break; done")
                .run();
        Result broken = box.run(tools, "svlogs", "a");
        assertThat(broken.code()).isEqualTo(111);
        assertThat(broken.err()).contains("svlogs: warning: unable to decompress " + box.path("a/log/main/@"));
        // Counting the lines decompresses it, too, but neither svlogs nor gzip reports it then.
        assertThat(box.run(tools, "svlogs", "-n", "9999", "a")).isEqualTo(broken);
    }
}
