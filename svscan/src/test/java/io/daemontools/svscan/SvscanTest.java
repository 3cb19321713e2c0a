package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.Children.Child;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SvscanTest {
    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();

    private int run(String... arguments) {
        return machine.run(new Svscan(), "svscan", arguments);
    }

    private void runFor(int seconds, String... arguments) {
        machine.runUntil(Duration.ofSeconds(seconds), new Svscan(), "svscan", arguments);
    }

    private List<Duration> starts() {
        return machine.children().started().stream().map(Child::at).toList();
    }

    @Test
    void scansTheGivenDirectory() {
        machine.tree().directory("/service/a");
        runFor(1, "/service");
        assertThat(machine.tree().workingDirectory()).isEqualTo("/service");
        assertThat(machine.children().last().commandLine()).isEqualTo("supervise a");
    }

    @Test
    void scansTheWorkingDirectoryByDefault() {
        machine.tree().directory("/elsewhere/b");
        posix.chdir("/elsewhere");
        runFor(1);
        assertThat(machine.children().last().commandLine()).isEqualTo("supervise b");
    }

    @Test
    void ignoresFurtherArguments() {
        machine.tree().directory("/service/a");
        runFor(1, "/service", "/nowhere", "-x");
        assertThat(machine.children().started()).hasSize(1);
    }

    @Test
    void resetsSigchldAtStart() {
        machine.tree().directory("/service/a");
        runFor(1, "/service");
        assertThat(machine.calls().all().stream().filter(call -> call.matches("setDefault CHLD|spawn .*")))
                .containsExactly("setDefault CHLD", "spawn supervise a");
    }

    @Test
    void scansEveryFiveSeconds() {
        machine.failOn("watchDirectory .", Errno.ENOSYS);
        machine.tree().directory("/service/a");
        machine.clock().at(Duration.ofMillis(10_500), () -> machine.tree().directory("/service/b"));
        machine.clock().at(Duration.ofSeconds(11), () -> machine.children().end(1001, 0));
        runFor(31, "/service");
        assertThat(machine.calls().of("listDirectory .")).hasSize(7);
        assertThat(starts()).containsExactly(Duration.ZERO, Duration.ofSeconds(15), Duration.ofSeconds(15));
    }

    @Test
    void survivesAnyFailedCall() {
        machine.failOn("listDirectory .", Errno.ENOMEM);
        runFor(12);
        assertThat(machine.stderrLines())
                .hasSize(3)
                .containsOnly("svscan: warning: unable to read directory: out of memory");
    }

    @Test
    void survivesABrokenStderr() {
        machine.tree().directory("/service");
        machine.tree().link("/service/dangling", "nowhere");
        machine.tree().directory("/service/z");
        machine.descriptors().pipeAt(2).put("x".repeat(FifoPeer.CAPACITY));
        runFor(1, "/service");
        assertThat(machine.ignores(Signal.PIPE)).isTrue();
        assertThat(machine.children().last().commandLine()).isEqualTo("supervise z");
    }

    @Test
    void reportsAMissingDirectory() {
        assertThat(run("/nowhere")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svscan: fatal: unable to chdir to /nowhere: file does not exist\n");
    }
}
