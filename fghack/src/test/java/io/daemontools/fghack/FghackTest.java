package io.daemontools.fghack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Runner;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakeFifo;
import io.daemontools.posix.FakePosix;
import io.daemontools.posix.FakeProcesses;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FghackTest {
    private static final int ORPHAN = 500;

    private final FakePosix posix = new FakePosix();
    private final FakeProcesses processes = posix.processes();
    private FakeFifo pipe;

    private int run(String... arguments) {
        return Runner.run(new Fghack(), new Arguments("fghack", arguments), posix);
    }

    private void at(int seconds, Runnable happening) {
        posix.clocks().at(Duration.ofSeconds(seconds), happening);
    }

    /** Each started process has the writing end of the pipe. */
    private void keepPipeOpen() {
        posix.calls().whenMade("spawn", () -> {
            pipe = posix.descriptors().fifo(3);
            pipe.openedByWriter();
        });
    }

    private void endChild(int exitCode) {
        processes.end(processes.last().pid(), exitCode);
    }

    private void assertReaped(int pid) {
        assertThatThrownBy(() -> posix.kill(pid, Signal.CONT)).isEqualTo(PosixException.of(Errno.ESRCH));
    }

    @Test
    void ignoresDescendantsWithoutTheOption() {
        at(1, () -> endChild(3));
        assertThat(run("daemon", "-s")).isEqualTo(3);
        assertThat(processes.last().spawn().path()).isEqualTo("daemon");
        assertThat(posix.calls().all()).doesNotContain("becomeReaper", "catchSignals CHLD");
    }

    @Test
    void waitsForOrphansWhenThePipeIsClosed() {
        processes.inherit(ORPHAN);
        at(1, () -> endChild(3));
        at(2, () -> processes.end(ORPHAN, 7));
        assertThat(run("-s", "daemon")).isEqualTo(3);
        assertThat(processes.last().spawn().path()).isEqualTo("daemon");
        assertThat(processes.last().spawn().firstArgument()).isEqualTo(1);
        assertThat(posix.clocks().passed()).isEqualTo(Duration.ofSeconds(2));
        assertThat(posix.calls().all()).containsSubsequence("becomeReaper", "spawn", "waitpid -1");
    }

    @Test
    void reapsOrphansWhileThePipeIsOpen() {
        keepPipeOpen();
        processes.inherit(ORPHAN);
        processes.inherit(ORPHAN + 1);
        at(1, () -> endChild(3));
        at(2, () -> processes.end(ORPHAN, 0));
        at(3, () -> assertReaped(ORPHAN));
        at(4, () -> pipe.put("x".repeat(10_000)));
        at(5, () -> pipe.closedByWriter());
        at(6, () -> processes.end(ORPHAN + 1, 7));
        assertThat(run("-s", "daemon")).isEqualTo(3);
        assertThat(posix.clocks().passed()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void reportsACrashAsWithoutTheOption() {
        keepPipeOpen();
        at(1, () -> processes.crash(processes.last().pid()));
        at(2, () -> pipe.closedByWriter());
        assertThat(run("-s", "daemon")).isEqualTo(111);
        assertThat(posix.stderr()).isEqualTo("fghack: fatal: child crashed\n");
    }

    @Test
    void retriesAFailedWait() {
        keepPipeOpen();
        posix.calls().failOnce("poll", Errno.ENOMEM);
        at(1, () -> endChild(0));
        at(2, () -> pipe.closedByWriter());
        assertThat(run("-s", "daemon")).isZero();
    }

    @Test
    void reportsAMissingSubreaperCall() {
        posix.failOn("becomeReaper", Errno.ENOSYS);
        assertThat(run("-s", "daemon")).isEqualTo(111);
        assertThat(posix.stderr())
                .isEqualTo("fghack: fatal: unable to become the reaper of descendants: system call not available\n");
        assertThat(processes.started()).isEmpty();
    }

    @Test
    void requiresAProgramAfterTheOption() {
        assertThat(run("-s")).isEqualTo(100);
        assertThat(posix.stderr()).isEqualTo("fghack: usage: fghack child\n");
    }

    @Test
    void takesTheOptionOnce() {
        at(1, () -> endChild(0));
        run("-s", "-s", "daemon");
        assertThat(processes.last().spawn().path()).isEqualTo("-s");
    }
}
