package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TERM ends a multilog whose log directory cannot be used; what can be kept is there when the next one starts. */
class GivingUpTest {
    /** A write to the {@code current} of the only log directory. */
    private static final String CURRENT = "write 7";

    private static final String LINE = "x".repeat(99) + "\n";

    /** Enough for a rotation, and more. */
    private static final String LINES = LINE.repeat(60);

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private FifoPeer input;
    private int nextChild = 1001;

    @BeforeEach
    void readFromAFifo() {
        posix.close(0);
        input = machine.tree().fifo("/input");
        input.openedByWriter();
        posix.openRead("/input");
    }

    private void at(int seconds, Runnable happening) {
        machine.clock().at(Duration.ofSeconds(seconds), happening);
    }

    private int run(String... script) {
        return machine.run(new Multilog(), "multilog", script);
    }

    private String content(String file) {
        return machine.tree().exists("/main/" + file) ? machine.tree().content("/main/" + file) : "";
    }

    /** What the next multilog finds. */
    private String kept() {
        return Stream.of("previous", "current").map(this::content).reduce("", String::concat);
    }

    private boolean continued() {
        return (machine.tree().status("/main/current").permissions() & 0100) != 0;
    }

    private void processorEnds(int code) {
        machine.calls().whenMade("waitpid", () -> machine.children().end(nextChild++, code));
    }

    @Test
    void termEndsTheRetriesOfAWrite() {
        at(1, () -> input.put("one\n"));
        at(2, () -> machine.failOn(CURRENT, Errno.ENOSPC));
        at(2, () -> input.put("two\nthr"));
        at(4, () -> machine.send(Signal.TERM));
        at(4, () -> input.put("ee\n"));

        assertThat(run("./main")).isEqualTo(111);

        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(4));
        assertThat(machine.stderrLines())
                .containsExactly(
                        "multilog: warning: unable to write to ./main/current, pausing: out of disk space",
                        "multilog: fatal: unable to write to ./main/current: out of disk space",
                        "multilog: warning: unable to write 8 bytes to ./main/current");
        assertThat(content("current")).isEqualTo("one\n");
        assertThat(continued()).isFalse();
        assertThat(input.take()).isEqualTo("ee\n");
    }

    @Test
    void oneMoreTryAfterTermMaySucceed() {
        at(1, () -> machine.failOn(CURRENT, Errno.ENOSPC));
        at(1, () -> input.put("one\n"));
        at(3, () -> machine.calls().succeed(CURRENT));
        at(3, () -> machine.send(Signal.TERM));

        assertThat(run("./main")).isZero();

        assertThat(content("current")).isEqualTo("one\n");
        assertThat(continued()).isTrue();
    }

    @Test
    void failureAfterTermIsRetriedAfterOnePause() {
        at(1, () -> input.put("one\n"));
        at(2, () -> machine.failOn("fsync", Errno.EIO));
        at(2, () -> machine.send(Signal.TERM));

        assertThat(run("./main")).isEqualTo(111);

        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(7));
        assertThat(continued()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chdir",
                "fsync",
                "rename current",
                "openAppend current",
                "chmod",
                "stat previous",
                "link",
                "unlink previous",
                "openAppend processed",
                "openAppend newstate",
                "rename newstate",
                "spawn"
            })
    void everyStepOfARotationCanBeGivenUp(String call) {
        processorEnds(0);
        machine.calls().whenMade("spawn", () -> machine.tree().file("/main/processed", content("previous")));
        boolean processed = !List.of("stat previous", "link", "unlink previous").contains(call);
        at(1, () -> machine.failOn(call, Errno.EROFS));
        at(1, () -> input.put(LINES));
        at(4, () -> machine.send(Signal.TERM));

        assertThat(run("s4096", processed ? "!cat" : "n5", "./main")).isEqualTo(111);

        machine.calls().succeed(call);
        machine.descriptors().open().stream()
                .filter(open -> open != 1 && open != 2)
                .toList()
                .forEach(posix::close);
        machine.tree().file("/rest", "last\n");
        posix.openRead("/rest");
        posix.chdir("/");
        assertThat(run("s9000", "./main")).isZero();
        assertThat(logged()).as(machine.stderr()).isEqualTo(LINES + "last\n");
    }

    /** The old log files, and {@code current}. */
    private String logged() {
        String old = machine.calls().of("link").stream()
                .map(made -> made.split(" ", -1)[2])
                .distinct()
                .sorted()
                .map(this::content)
                .reduce("", String::concat);
        return old + content("current");
    }

    @Test
    void processorThatFailsLeavesPreviousAndTheRestOfTheInput() {
        processorEnds(1);
        at(1, () -> input.put(LINES));
        at(4, () -> machine.send(Signal.TERM));

        assertThat(run("s4096", "!false", "./main")).isEqualTo(111);

        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(4));
        assertThat(kept()).isEqualTo(LINES);
        assertThat(machine.stderrLines())
                .containsExactly(
                        "multilog: warning: processor failed in ./main, pausing",
                        "multilog: fatal: processor failed in ./main");
    }

    @Test
    void otherLogsAreLeftAsUsual() {
        at(1, () -> input.put("one\n"));
        at(2, () -> machine.failOn("write 10", Errno.EIO));
        at(2, () -> input.put("two\n"));
        at(4, () -> machine.send(Signal.TERM));

        assertThat(run("./first", "./main")).isEqualTo(111);

        assertThat(machine.tree().content("/first/current")).isEqualTo("one\ntwo\n");
        assertThat(machine.tree().status("/first/current").permissions()).isEqualTo(0744);
        assertThat(content("current")).isEqualTo("one\n");
    }

    @Test
    void termEndsAStartThatIsPausing() {
        machine.tree().directory("/main");
        machine.tree().file("/main/current", "one\n");
        machine.failOn("link", Errno.EIO);
        at(3, () -> machine.send(Signal.TERM));

        assertThat(run("./main")).isEqualTo(111);

        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(content("current")).isEqualTo("one\n");
    }

    @Test
    void statusFileThatCannotBeWrittenIsGivenUp() {
        at(1, () -> machine.failOn("lseek", Errno.EIO));
        at(1, () -> input.put("one\ntwo\n"));
        at(4, () -> machine.send(Signal.TERM));

        assertThat(run("=status", "./main")).isEqualTo(111);

        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(4));
        assertThat(content("current")).isEqualTo("one\ntwo\n");
    }
}
