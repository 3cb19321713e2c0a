package io.daemontools.fghack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.Children;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FghackTest {
    private static final int ORPHAN = 500;

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final Children children = machine.children();
    private FifoPeer pipe;

    private int run(String... arguments) {
        return machine.run(new Fghack(), "fghack", arguments);
    }

    private void at(int seconds, Runnable happening) {
        machine.clock().at(Duration.ofSeconds(seconds), happening);
    }

    /** Each started process has the writing end of the pipe. */
    private void keepPipeOpen() {
        machine.calls().whenMade("spawn", () -> {
            pipe = machine.descriptors().fifo(3);
            pipe.openedByWriter();
        });
    }

    private void endChild(int exitCode) {
        children.end(children.last().pid(), exitCode);
    }

    private void assertReaped(int pid) {
        assertThatThrownBy(() -> posix.kill(pid, Signal.CONT)).isEqualTo(PosixException.of(Errno.ESRCH));
    }

    @Test
    void ignoresDescendantsWithoutTheOption() {
        at(1, () -> endChild(3));
        assertThat(run("daemon", "-s")).isEqualTo(3);
        assertThat(children.last().spawn().path()).isEqualTo("daemon");
        assertThat(machine.calls().all()).doesNotContain("becomeReaper", "catchSignals CHLD");
    }

    @Test
    void waitsForOrphansWhenThePipeIsClosed() {
        children.inherit(ORPHAN);
        at(1, () -> endChild(3));
        at(2, () -> children.end(ORPHAN, 7));
        assertThat(run("-s", "daemon")).isEqualTo(3);
        assertThat(children.last().spawn().path()).isEqualTo("daemon");
        assertThat(children.last().spawn().firstArgument()).isEqualTo(1);
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(2));
        assertThat(machine.calls().all()).containsSubsequence("becomeReaper", "spawn", "waitpid -1");
    }

    @Test
    void reapsOrphansWhileThePipeIsOpen() {
        keepPipeOpen();
        children.inherit(ORPHAN);
        children.inherit(ORPHAN + 1);
        at(1, () -> endChild(3));
        at(2, () -> children.end(ORPHAN, 0));
        at(3, () -> assertReaped(ORPHAN));
        at(4, () -> pipe.put("x".repeat(10_000)));
        at(5, () -> pipe.closedByWriter());
        at(6, () -> children.end(ORPHAN + 1, 7));
        assertThat(run("-s", "daemon")).isEqualTo(3);
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void reportsACrashAsWithoutTheOption() {
        keepPipeOpen();
        at(1, () -> children.crash(children.last().pid()));
        at(2, () -> pipe.closedByWriter());
        assertThat(run("-s", "daemon")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("fghack: fatal: child crashed\n");
    }

    @Test
    void retriesAFailedWait() {
        keepPipeOpen();
        machine.calls().failOnce("poll", Errno.ENOMEM);
        at(1, () -> endChild(0));
        at(2, () -> pipe.closedByWriter());
        assertThat(run("-s", "daemon")).isZero();
    }

    @Test
    void reportsAMissingSubreaperCall() {
        machine.failOn("becomeReaper", Errno.ENOSYS);
        assertThat(run("-s", "daemon")).isEqualTo(111);
        assertThat(machine.stderr())
                .isEqualTo("fghack: fatal: unable to become the reaper of descendants: system call not available\n");
        assertThat(children.started()).isEmpty();
    }

    @Test
    void requiresAProgramAfterTheOption() {
        assertThat(run("-s")).isEqualTo(100);
        assertThat(machine.stderr()).isEqualTo("fghack: usage: fghack child\n");
    }

    @Test
    void takesTheOptionOnce() {
        at(1, () -> endChild(0));
        run("-s", "-s", "daemon");
        assertThat(children.last().spawn().path()).isEqualTo("-s");
    }
}
