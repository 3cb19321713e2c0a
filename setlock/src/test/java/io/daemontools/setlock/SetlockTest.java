package io.daemontools.setlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SetlockTest {
    private final TestMachine machine = new TestMachine();

    private int run() {
        return machine.run(new Setlock(), "setlock", "lock", "program");
    }

    @Test
    void appendsLike076() {
        run();
        assertThat(machine.calls().all()).containsSubsequence("openAppend lock", "execve /bin/program program");
        assertThat(machine.calls().of("openAppendExisting")).isEmpty();
        assertThat(machine.calls().of("openRead")).isEmpty();
    }

    /** As Linux does with {@code fs.protected_regular}. */
    @Test
    void appendsWhereOnlyCreatingIsRefused() {
        machine.tree().file("/lock", "");
        machine.failOn("openAppend", Errno.EACCES);
        run();
        assertThat(machine.calls().all()).containsSubsequence("openAppendExisting lock", "execve /bin/program program");
        assertThat(machine.calls().of("openRead")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Errno.class,
            names = {"EACCES", "EPERM", "EROFS"})
    void opensForReadingWhereWritingIsRefused(Errno refusal) {
        machine.tree().file("/lock", "");
        machine.failOn("openAppend", refusal);
        machine.failOn("openAppendExisting", refusal);
        run();
        assertThat(machine.calls().all()).containsSubsequence("openRead lock", "execve /bin/program program");
    }

    /** The file may be removed at any moment. */
    @Test
    void reportsTheFirstError() {
        machine.failOn("openAppend", Errno.EACCES);
        assertThat(run()).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("setlock: fatal: unable to open lock: access denied\n");
        assertThat(machine.calls().of("execve")).isEmpty();
    }

    @Test
    void triesNothingElseAfterOtherFailures() {
        machine.tree().file("/lock", "");
        machine.failOn("openAppend", Errno.ENOSPC);
        assertThat(run()).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("setlock: fatal: unable to open lock: out of disk space\n");
        assertThat(machine.calls().of("openRead")).isEmpty();
    }
}
