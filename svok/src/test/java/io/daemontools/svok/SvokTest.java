package io.daemontools.svok;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SvokTest {
    private final TestMachine machine = new TestMachine();

    @BeforeEach
    void makeServiceDirectory() {
        machine.tree().directory("/service/a/supervise");
    }

    private int run(String... arguments) {
        return machine.run(new Svok(), "/usr/bin/other", arguments);
    }

    @Test
    void succeedsIfSuperviseRuns() {
        machine.tree().fifo("/service/a/supervise/ok").openedByReader();
        assertThat(run("/service/a")).isZero();
        assertThat(machine.stdout() + machine.stderr()).isEmpty();
    }

    @Test
    void failsIfSuperviseHasExited() {
        machine.tree().fifo("/service/a/supervise/ok");
        assertThat(run("/service/a")).isEqualTo(100);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void failsIfNoSuperviseEverRan() {
        assertThat(run("/service/a")).isEqualTo(100);
        machine.tree().remove("/service/a/supervise");
        assertThat(run("/service/a")).isEqualTo(100);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void readsOnlyTheFirstArgument() {
        machine.tree().fifo("/service/a/supervise/ok").openedByReader();
        assertThat(run("/service/a", "/nowhere")).isZero();
    }

    @Test
    void reportsAMissingDirectory() {
        assertThat(run("/service/b")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svok: fatal: unable to chdir to /service/b: file does not exist\n");
    }

    @Test
    void reportsAFailedOpen() {
        machine.failOn("openWrite", Errno.EACCES);
        assertThat(run("/service/a")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svok: fatal: unable to open /service/a/supervise/ok: access denied\n");
    }

    @Test
    void requiresADirectory() {
        assertThat(run()).isEqualTo(100);
        assertThat(machine.stderr()).isEqualTo("svok: usage: svok dir\n");
    }
}
