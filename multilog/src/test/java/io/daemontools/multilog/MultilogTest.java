package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole command. */
class MultilogTest {
    private static final String FINISHED = "/main/@400000000000000a00000000.u";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();

    private int run(String input, String... script) {
        machine.setStdin(input);
        return machine.run(new Multilog(), "multilog", script);
    }

    private String finished(String directory) {
        List<String> links = machine.calls().of("link previous");
        String name = links.get(links.size() - 1).substring("link previous ".length());
        return machine.tree().content(directory + '/' + name);
    }

    @Test
    void leavesAFinishedFile() {
        assertThat(run("one\ntwo", "./main")).isZero();

        assertThat(machine.tree().content("/main/current")).isEqualTo("one\ntwo\n");
        assertThat(machine.tree().status("/main/current").permissions()).isEqualTo(0744);
        assertThat(machine.stderr()).isEmpty();
    }

    /** 3 is for signals. */
    @Test
    void holdsNoDescriptorOfTheStartingDirectory() {
        run("one\n", "e");
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2, 3);
        run("one\n", "=status", "=another");
        assertThat(machine.descriptors().open()).hasSize(6);
    }

    @Test
    void stampsLines() {
        run("one\n\n", "t", "./main");
        assertThat(machine.tree().content("/main/current"))
                .isEqualTo("@400000006553f10a00000000 one\n@400000006553f10a00000000 \n");
    }

    @Test
    void selectsLinesForTheActionsThatFollow() {
        run("one\ntwo\nthree\n", "./all", "-t*", "./t", "+th*", "./th");

        assertThat(machine.tree().content("/all/current")).isEqualTo("one\ntwo\nthree\n");
        assertThat(machine.tree().content("/t/current")).isEqualTo("one\n");
        assertThat(machine.tree().content("/th/current")).isEqualTo("one\nthree\n");
    }

    @Test
    void logsTheSameWithoutMemoryForLargerBlocks() {
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            input.append("x".repeat(i)).append('\n');
        }
        run(input.toString(), "s16777215", "./large");
        posix.chdir("/");
        machine.setMemory(2000);
        run(input.toString(), "s16777215", "./small");

        assertThat(machine.tree().content("/large/current")).isEqualTo(input.toString());
        assertThat(machine.tree().content("/small/current")).isEqualTo(input.toString());
    }

    @Test
    void printsTheFirst200BytesOfALineOnStderr() {
        String visible = "x".repeat(200);
        run("short\n" + visible + "\n" + visible + "y\n", "e");
        assertThat(machine.stderrLines()).containsExactly("short", visible, visible + "...");
    }

    @Test
    void keepsTheNewestLineInAStatusFile() {
        run("a longer line\nlast\n", "=status");
        assertThat(machine.tree().content("/status")).isEqualTo("last" + "\n".repeat(997));
    }

    /** A file system may report no links, a wrong structure any number; 0.76 would remove the only name. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 33188})
    void removesNoFileWithoutAnotherName(int links) {
        machine.tree().directory("/main");
        machine.tree().file("/main/current", "old\n");
        machine.tree().setLinks("/main/current", links);

        run("new\n", "./main");

        String link = machine.calls().of("link current").get(0);
        assertThat(machine.tree().content("/main/" + link.substring("link current ".length())))
                .isEqualTo("old\n");
        assertThat(machine.tree().content("/main/current")).isEqualTo("new\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void removesTheSecondNameOfAFinishedFile(int links) {
        machine.tree().directory("/main");
        machine.tree().file("/main/previous", "old\n");
        posix.link("/main/previous", FINISHED);
        machine.tree().setLinks("/main/previous", links);
        machine.calls().forget();

        run("new\n", "./main");

        assertThat(machine.calls().of("link")).isEmpty();
        assertThat(machine.tree().exists("/main/previous")).isFalse();
        assertThat(machine.tree().content(FINISHED)).isEqualTo("old\n");
    }

    /** Its lines would be lost with it. */
    @Test
    void survivesAFullStderrPipe() {
        String line = "x".repeat(99) + "\n";
        FifoPeer pipe = machine.descriptors().pipeAt(2);
        pipe.put("x".repeat(FifoPeer.CAPACITY));
        machine.calls().failOnce("rename current", Errno.EIO);

        assertThat(run(line.repeat(30), "s4096", "./main")).isZero();

        assertThat(machine.ignores(Signal.PIPE)).isTrue();
        assertThat(pipe.take()).doesNotContain("multilog");
        assertThat(finished("/main") + machine.tree().content("/main/current")).isEqualTo(line.repeat(30));
    }

    @Test
    void endsAtOnceIfADirectoryCannotBeUsed() {
        machine.failOn("tryLock", Errno.EAGAIN);
        assertThat(run("one\n", "./main")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("multilog: fatal: unable to lock directory ./main: temporary failure\n");
    }

    @Test
    void alarmRotatesAndTermEndsWithTheLine() {
        posix.close(0);
        FifoPeer input = machine.tree().fifo("/input");
        input.openedByWriter();
        posix.openRead("/input");
        machine.clock().at(Duration.ofSeconds(1), () -> machine.send(Signal.ALRM));
        machine.clock().at(Duration.ofSeconds(2), () -> input.put("one\n"));
        machine.clock().at(Duration.ofSeconds(3), () -> machine.send(Signal.ALRM));
        machine.clock().at(Duration.ofSeconds(4), () -> input.put("two"));
        machine.clock().at(Duration.ofSeconds(5), () -> machine.send(Signal.TERM));
        machine.clock().at(Duration.ofSeconds(6), () -> input.put("\nthree\n"));

        assertThat(machine.run(new Multilog(), "multilog", "./main")).isZero();

        assertThat(machine.calls().of("link")).hasSize(1);
        assertThat(finished("/main")).isEqualTo("one\n");
        assertThat(machine.tree().content("/main/current")).isEqualTo("two\n");
        assertThat(input.take()).isEqualTo("three\n");
    }
}
