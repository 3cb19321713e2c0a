package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Runner;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakeFifo;
import io.daemontools.posix.FakePosix;
import io.daemontools.posix.FakeProcesses.Child;
import io.daemontools.posix.Signal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SvscanTest {
    private final FakePosix posix = new FakePosix();

    private int run(String... arguments) {
        return Runner.run(new Svscan(), new Arguments("svscan", arguments), posix);
    }

    private void runFor(int seconds, String... arguments) {
        posix.clocks().endAt(Duration.ofSeconds(seconds));
        posix.runUntilEnd(() -> run(arguments));
    }

    private List<Duration> starts() {
        return posix.processes().started().stream().map(Child::at).toList();
    }

    @Test
    void scansTheGivenDirectory() {
        posix.tree().directory("/service/a");
        runFor(1, "/service");
        assertThat(posix.tree().workingDirectory()).isEqualTo("/service");
        assertThat(posix.processes().last().commandLine()).isEqualTo("supervise a");
    }

    @Test
    void scansTheWorkingDirectoryByDefault() {
        posix.tree().directory("/elsewhere/b");
        posix.chdir("/elsewhere");
        runFor(1);
        assertThat(posix.processes().last().commandLine()).isEqualTo("supervise b");
    }

    @Test
    void ignoresFurtherArguments() {
        posix.tree().directory("/service/a");
        runFor(1, "/service", "/nowhere", "-x");
        assertThat(posix.processes().started()).hasSize(1);
    }

    @Test
    void resetsSigchldAtStart() {
        posix.tree().directory("/service/a");
        runFor(1, "/service");
        assertThat(posix.calls().all().stream().filter(call -> call.matches("setDefault CHLD|spawn .*")))
                .containsExactly("setDefault CHLD", "spawn supervise a");
    }

    @Test
    void scansEveryFiveSeconds() {
        posix.tree().directory("/service/a");
        posix.clocks().at(Duration.ofMillis(10_500), () -> posix.tree().directory("/service/b"));
        posix.clocks().at(Duration.ofSeconds(11), () -> posix.processes().end(1001, 0));
        runFor(31, "/service");
        assertThat(posix.calls().of("listWorkingDirectory")).hasSize(7);
        assertThat(starts()).containsExactly(Duration.ZERO, Duration.ofSeconds(15), Duration.ofSeconds(15));
    }

    @Test
    void survivesAnyFailedCall() {
        posix.failOn("listWorkingDirectory", Errno.ENOMEM);
        runFor(12);
        assertThat(posix.stderrLines())
                .hasSize(3)
                .containsOnly("svscan: warning: unable to read directory: out of memory");
    }

    @Test
    void survivesABrokenStderr() {
        posix.tree().directory("/service");
        posix.tree().link("/service/dangling", "nowhere");
        posix.tree().directory("/service/z");
        posix.descriptors().pipeAt(2).put("x".repeat(FakeFifo.CAPACITY));
        runFor(1, "/service");
        assertThat(posix.signals().ignored()).containsExactly(Signal.PIPE);
        assertThat(posix.processes().last().commandLine()).isEqualTo("supervise z");
    }

    @Test
    void reportsAMissingDirectory() {
        assertThat(run("/nowhere")).isEqualTo(111);
        assertThat(posix.stderr()).isEqualTo("svscan: fatal: unable to chdir to /nowhere: file does not exist\n");
    }
}
