package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Someone removes files of a log, or the whole directory, while multilog runs. */
class RemovedFilesTest {
    private static final String LINE = "x".repeat(99) + "\n";
    private static final int END = 20;

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
        at(1, () -> input.put("first\n"));
        at(3, () -> input.put(LINE.repeat(25)));
        at(4, () -> input.put("last\n"));
        at(END, () -> machine.send(Signal.TERM));
    }

    private void at(int seconds, Runnable happening) {
        machine.clock().at(Duration.ofSeconds(seconds), happening);
    }

    private void run(String... script) {
        assertThat(machine.run(new Multilog(), "multilog", script)).isZero();
    }

    private String current() {
        return machine.tree().content("/main/current");
    }

    private void processorFailsOnce() {
        machine.calls().whenMade("waitpid", () -> machine.children().end(nextChild, nextChild++ == 1001 ? 1 : 0));
    }

    @Test
    void newCurrentIsBegunIfItWasRemoved() {
        at(2, () -> machine.tree().remove("/main/current"));
        run("s4096", "./main");
        assertThat(current()).isEqualTo("last\n");
        assertThat(machine.stderrLines())
                .containsExactly("multilog: warning: unable to rename current to previous in directory ./main: "
                        + "file does not exist");
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(END));
        assertThat(machine.tree().status("/main/current").permissions()).isEqualTo(0744);
    }

    @ParameterizedTest
    @ValueSource(strings = {"./main", "/main"})
    void directoryIsMadeAgain(String name) {
        at(2, () -> machine.tree().remove("/main"));
        run("s4096", name);
        assertThat(current()).isEqualTo("last\n");
        assertThat(machine.tree().status("/main").permissions()).isEqualTo(0700);
        assertThat(machine.tree().exists("/main/lock")).isTrue();
        assertThat(machine.tree().content("/main/state")).isEmpty();
    }

    @Test
    void directoryThatAnotherMultilogHasTakenIsWaitedFor() {
        at(2, () -> machine.tree().remove("/main"));
        at(2, () -> machine.tree().directory("/main"));
        at(2, () -> machine.tree().file("/main/lock", ""));
        at(2, () -> machine.tree().lockedByAnother("/main/lock"));
        at(7, () -> machine.tree().remove("/main/lock"));
        run("s4096", "./main");
        assertThat(machine.stderrLines())
                .contains("multilog: warning: unable to open directory ./main, pausing: temporary failure");
        assertThat(current()).isEqualTo("last\n");
    }

    @Test
    void directoryIsMadeAgainOnADiskThatWasFull() {
        at(2, () -> machine.tree().remove("/main"));
        at(2, () -> machine.calls().failOnce("openTruncate state", Errno.ENOSPC));
        run("s4096", "./main");
        assertThat(machine.stderrLines())
                .contains("multilog: warning: unable to open directory ./main, pausing: out of disk space");
        assertThat(current()).isEqualTo("last\n");
    }

    @Test
    void directoryStaysAwayIfThereWereTooFewDescriptors() {
        machine.calls().whenMade("openRead /", () -> machine.calls().failOnce("openRead /", Errno.EMFILE));
        at(2, () -> machine.tree().remove("/main"));
        at(6, () -> machine.send(Signal.TERM));
        assertThat(machine.run(new Multilog(), "multilog", "s4096", "./main")).isEqualTo(111);
        assertThat(machine.stderr()).contains("unable to create ./main/current, pausing: file does not exist");
    }

    @Test
    void stateIsMadeAgain() {
        processorFailsOnce();
        at(2, () -> machine.tree().remove("/main/state"));
        machine.calls().whenMade("openAppend newstate", () -> machine.tree().file("/main/newstate", "state"));
        run("s4096", "!cat", "./main");
        assertThat(machine.stderrLines()).containsExactly("multilog: warning: processor failed in ./main, pausing");
        assertThat(machine.tree().content("/main/state")).isEqualTo("state");
    }

    @Test
    void rotationEndsIfPreviousWasRemoved() {
        processorFailsOnce();
        machine.calls().whenMade("openAppend newstate", () -> machine.tree().file("/main/newstate", "state"));
        at(5, () -> machine.tree().remove("/main/previous"));
        run("s4096", "!cat", "./main");
        assertThat(machine.stderrLines()).containsExactly("multilog: warning: processor failed in ./main, pausing");
        assertThat(current()).isEqualTo("last\n");
        assertThat(machine.tree().content("/main/state")).isEmpty();
    }
}
