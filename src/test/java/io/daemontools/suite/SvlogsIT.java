package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** svlogs on logs of multilog, while they are written. */
class SvlogsIT {
    private static final int LOGS = Integer.getInteger("daemontools.svlogs.logs", 4);
    private static final int LINES = Integer.getInteger("daemontools.svlogs.lines", 2500);
    private static final int ROUNDS = Integer.getInteger("daemontools.svlogs.rounds", 8);

    private static final Pattern MEMBER = Pattern.compile("\"([a-z0-9]+)\":\"");
    private static final Pattern PROPERTY = Pattern.compile("\"([a-z0-9]+)\": \\{ \"type\"");
    private static final Pattern TIME =
            Pattern.compile("\"time\":\"[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}[.][0-9]{9}Z\"");

    /** Numbered lines, in small pieces. */
    private static final String WRITE =
            "awk -v n=$1 -v w=$2 'BEGIN { for (i = 1; i <= n; i++) { print w, i; if (i % 100 == 0) system(\"\") } }' | ";

    private static List<String> written(String log) {
        return IntStream.rangeClosed(1, LINES).mapToObj(i -> log + ' ' + i).toList();
    }

    private static List<String> linesOf(String log, String out) {
        return out.lines()
                .filter(line -> line.contains("\"text\":\"" + log + ' '))
                .map(line -> line.replaceAll(".*\"text\":\"(.*)\"}", "$1"))
                .toList();
    }

    private static List<Running> write(Toolset tools, Sandbox box) {
        List<Running> writers = new ArrayList<>();
        for (int i = 0; i < LOGS; i++) {
            box.directory("services/w" + i + "/log/main");
            writers.add(box.shell(
                            WRITE + "exec \"$3\" t s4096 n100000 ./services/$2/log/main",
                            Integer.toString(LINES),
                            "w" + i,
                            tools.command("multilog"))
                    .start());
        }
        return writers;
    }

    @BeyondOriginal
    void followsRotatedLogs(Toolset tools, Sandbox box) {
        List<Running> writers = write(tools, box);
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

    /** Each line at least once, and in the order of its log but for repetitions. */
    @BeyondOriginal
    void losesNothingWhenKilled(Toolset tools, Sandbox box) {
        List<Running> writers = write(tools, box);
        int rounds = tools.isJvm() ? 2 : ROUNDS;
        for (int i = 0; i < rounds; i++) {
            box.shell(
                            "\"$1\" -f -j -c cursor services >>out & sleep 0.$2; kill -9 $!",
                            tools.command("svlogs"),
                            tools.isJvm() ? "7" : Integer.toString(1 + i % 4))
                    .run();
        }
        for (Running writer : writers) {
            assertThat(writer.ended()).isZero();
        }
        assertThat(box.shell("exec \"$1\" -j -c cursor services >>out", tools.command("svlogs"))
                        .run())
                .isEqualTo(Result.silent());
        String out = box.content("out");
        for (int i = 0; i < LOGS; i++) {
            assertThat(linesOf("w" + i, out).stream().distinct()).containsAll(written("w" + i));
        }
        assertThat(box.run(tools, "svlogs", "-j", "-c", "cursor", "services")).isEqualTo(Result.silent());
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
    }
}
