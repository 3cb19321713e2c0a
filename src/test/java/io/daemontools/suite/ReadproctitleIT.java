package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;

/**
 * {@code ps} shows the end of the input as the last argument.
 *
 * <p>Not tested: systems without Linux's /proc.
 */
class ReadproctitleIT {

    private static final String MARK = "!end!";

    @BeforeAll
    static void argumentsCanBeSeen() {
        assumeTrue(Files.exists(Path.of("/proc/self/cmdline")), "needs /proc");
    }

    private static Running start(Toolset tools, Sandbox box, String... arguments) {
        return box.command(tools, "readproctitle", arguments).reading().start();
    }

    /** The last of as many arguments, the zeros behind it cut off: where arguments became shorter there are more. */
    private static String lastArguments(Running running, int count) throws IOException {
        String line = Files.readString(Path.of("/proc/" + running.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
        String[] fields = line.replaceFirst("\0+$", "").split("\0", -1);
        return String.join("\0", List.of(fields).subList(Math.max(0, fields.length - count), fields.length));
    }

    private static void awaitShown(Running running, String text) {
        Await.equal("arguments", text, () -> lastArguments(running, 1));
    }

    @EachToolset
    void beginsWithDots(Toolset tools, Sandbox box) throws IOException {
        Running running = start(tools, box, "service", "errors:", "as long as this");
        awaitShown(running, "...............");
        assertThat(lastArguments(running, 3)).isEqualTo("service\0errors:\0...............");
        assertThat(ProcessInfo.commandLine(running.pid())).endsWith(" service errors: ...............");
        running.endInput();
        assertThat(running.ended()).isZero();
        assertThat(running.out() + running.err()).isEmpty();
    }

    @EachToolset
    void textComesInFromTheRight(Toolset tools, Sandbox box) {
        Running running = start(tools, box, "1234567890");
        running.write("ab");
        awaitShown(running, "........ab");
        running.write("cde");
        awaitShown(running, ".....abcde");
        running.write("fghi");
        awaitShown(running, "...cdefghi");
        running.write("and more than there is room for");
        awaitShown(running, "...oom for");
    }

    @EachToolset
    void showsAllBytesButNul(Toolset tools, Sandbox box) {
        Running running = start(tools, box, ".".repeat(24));
        running.write("\0one\n\u00ff\0\0 two\033\n");
        awaitShown(running, ".............one\n\u00ff two\033\n");
        running.write("\0\0\0");
        running.write("x");
        awaitShown(running, "............one\n\u00ff two\033\nx");
    }

    @EachToolset
    void theArgumentMayBeAnyBytes(Toolset tools, Sandbox box) {
        Running running = start(tools, box, "\u00e4 \u00ff*'\"\n");
        running.write("ab");
        awaitShown(running, ".....ab");
    }

    @EachToolset
    void fiveBytesAreTheLeast(Toolset tools, Sandbox box) {
        for (List<String> few :
                List.of(List.<String>of(), List.of(""), List.of("1234"), List.of("long enough", "1234"))) {
            assertThat(box.run(tools, "readproctitle", few.toArray(String[]::new)))
                    .as("%s", few)
                    .isEqualTo(Result.exits(100));
        }
        assertThat(box.run(tools, "readproctitle", "12345")).isEqualTo(Result.silent());
        Running running = start(tools, box, "12345");
        running.write("a");
        awaitShown(running, "....a");
    }

    @EachToolset
    void readErrorIsFatal(Toolset tools, Sandbox box) {
        String command = tools.command("readproctitle");
        assertThat(box.shell("exec \"$1\" ..... <&-", command).run()).isEqualTo(Result.exits(111));
        assertThat(box.shell("exec \"$1\" ..... < .", command).run()).isEqualTo(Result.exits(111));
    }

    @Differential
    void generatedTextIsShownTheSame(Comparison pair, Sandbox box) {
        Random random = new Random(76);
        for (int i = 0; i < 8; i++) {
            String argument = "x".repeat(8 + random.nextInt(400));
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(10_000); length > 0; length--) {
                text.append((char) random.nextInt(random.nextInt(1, 256)));
            }
            String shown = shown(pair.original(), box, argument, text + MARK);
            assertThat(shown(pair.built(), box, argument, text + MARK))
                    .as("case %d", i)
                    .isEqualTo(shown);
        }
    }

    private static String shown(Toolset tools, Sandbox box, String argument, String text) {
        Running running = start(tools, box, argument);
        running.write(text);
        String shown = Await.value("end of the text", () -> {
            String line = lastArguments(running, 1);
            return line.endsWith(MARK) ? line : null;
        });
        running.endInput();
        assertThat(running.ended()).isZero();
        return shown;
    }
}
