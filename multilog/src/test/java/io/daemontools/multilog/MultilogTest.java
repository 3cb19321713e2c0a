package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Runner;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakeFifo;
import io.daemontools.posix.FakePosix;
import io.daemontools.posix.Signal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole command on a fake system. */
class MultilogTest {
    private static final String FINISHED = "/main/@400000000000000a00000000.u";

    private final FakePosix posix = new FakePosix();

    @BeforeEach
    void beginTime() {
        posix.clocks().endAt(Duration.ofDays(1));
    }

    private int run(String input, String... script) {
        posix.setStdin(input);
        return Runner.run(new Multilog(), new Arguments("multilog", script), posix);
    }

    private String finished(String directory) {
        List<String> links = posix.calls().of("link previous");
        String name = links.get(links.size() - 1).substring("link previous ".length());
        return posix.tree().content(directory + '/' + name);
    }

    @Test
    void leavesAFinishedFile() {
        assertThat(run("one\ntwo", "./main")).isZero();

        assertThat(posix.tree().content("/main/current")).isEqualTo("one\ntwo\n");
        assertThat(posix.tree().status("/main/current").permissions()).isEqualTo(0744);
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void holdsNoDescriptorOfTheStartingDirectory() {
        run("one\n", "e");
        assertThat(posix.descriptors().open()).containsOnly(0, 1, 2);
        run("one\n", "=status", "=another");
        assertThat(posix.descriptors().open()).hasSize(5);
    }

    @Test
    void stampsLines() {
        run("one\n\n", "t", "./main");
        assertThat(posix.tree().content("/main/current"))
                .isEqualTo("@400000006553f10a00000000 one\n@400000006553f10a00000000 \n");
    }

    @Test
    void selectsLinesForTheActionsThatFollow() {
        run("one\ntwo\nthree\n", "./all", "-t*", "./t", "+th*", "./th");

        assertThat(posix.tree().content("/all/current")).isEqualTo("one\ntwo\nthree\n");
        assertThat(posix.tree().content("/t/current")).isEqualTo("one\n");
        assertThat(posix.tree().content("/th/current")).isEqualTo("one\nthree\n");
    }

    @Test
    void logsTheSameWithoutMemoryForLargerBlocks() {
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            input.append("x".repeat(i)).append('\n');
        }
        run(input.toString(), "s16777215", "./large");
        posix.chdir("/");
        posix.limits().setMemory(2000);
        run(input.toString(), "s16777215", "./small");

        assertThat(posix.tree().content("/large/current")).isEqualTo(input.toString());
        assertThat(posix.tree().content("/small/current")).isEqualTo(input.toString());
    }

    @Test
    void printsTheFirst200BytesOfALineOnStderr() {
        String visible = "x".repeat(200);
        run("short\n" + visible + "\n" + visible + "y\n", "e");
        assertThat(posix.stderrLines()).containsExactly("short", visible, visible + "...");
    }

    @Test
    void keepsTheNewestLineInAStatusFile() {
        run("a longer line\nlast\n", "=status");
        assertThat(posix.tree().content("/status")).isEqualTo("last" + "\n".repeat(997));
    }

    /** A file system may report no links, a wrong structure any number; 0.76 would remove the only name. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 33188})
    void removesNoFileWithoutAnotherName(int links) {
        posix.tree().directory("/main");
        posix.tree().file("/main/current", "old\n");
        posix.tree().setLinks("/main/current", links);

        run("new\n", "./main");

        String link = posix.calls().of("link current").get(0);
        assertThat(posix.tree().content("/main/" + link.substring("link current ".length())))
                .isEqualTo("old\n");
        assertThat(posix.tree().content("/main/current")).isEqualTo("new\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void removesTheSecondNameOfAFinishedFile(int links) {
        posix.tree().directory("/main");
        posix.tree().file("/main/previous", "old\n");
        posix.link("/main/previous", FINISHED);
        posix.tree().setLinks("/main/previous", links);
        posix.calls().forget();

        run("new\n", "./main");

        assertThat(posix.calls().of("link")).isEmpty();
        assertThat(posix.tree().exists("/main/previous")).isFalse();
        assertThat(posix.tree().content(FINISHED)).isEqualTo("old\n");
    }

    /** Its lines would be lost with it. */
    @Test
    void survivesAFullStderrPipe() {
        String line = "x".repeat(99) + "\n";
        FakeFifo pipe = posix.descriptors().pipeAt(2);
        pipe.put("x".repeat(FakeFifo.CAPACITY));
        posix.calls().failOnce("rename current", Errno.EIO);

        assertThat(run(line.repeat(30), "s4096", "./main")).isZero();

        assertThat(posix.signals().ignored()).containsExactly(Signal.PIPE);
        assertThat(pipe.take()).doesNotContain("multilog");
        assertThat(finished("/main") + posix.tree().content("/main/current")).isEqualTo(line.repeat(30));
    }

    @Test
    void endsAtOnceIfADirectoryCannotBeUsed() {
        posix.failOn("tryLock", Errno.EAGAIN);
        assertThat(run("one\n", "./main")).isEqualTo(111);
        assertThat(posix.stderr()).isEqualTo("multilog: fatal: unable to lock directory ./main: temporary failure\n");
    }

    @Test
    void alarmRotatesAndTermEndsWithTheLine() {
        posix.close(0);
        FakeFifo input = posix.tree().fifo("/input");
        input.openedByWriter();
        posix.openRead("/input");
        posix.clocks().at(Duration.ofSeconds(1), () -> posix.signals().arrive(Signal.ALRM));
        posix.clocks().at(Duration.ofSeconds(2), () -> input.put("one\n"));
        posix.clocks().at(Duration.ofSeconds(3), () -> posix.signals().arrive(Signal.ALRM));
        posix.clocks().at(Duration.ofSeconds(4), () -> input.put("two"));
        posix.clocks().at(Duration.ofSeconds(5), () -> posix.signals().arrive(Signal.TERM));
        posix.clocks().at(Duration.ofSeconds(6), () -> input.put("\nthree\n"));

        assertThat(Runner.run(new Multilog(), new Arguments("multilog", "./main"), posix))
                .isZero();

        assertThat(posix.calls().of("link")).hasSize(1);
        assertThat(finished("/main")).isEqualTo("one\n");
        assertThat(posix.tree().content("/main/current")).isEqualTo("two\n");
        assertThat(input.take()).isEqualTo("three\n");
    }
}
