package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Spawn;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChildSetupTest {
    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final Spawn plain = Spawn.program("no program: ", "run", "x");

    @BeforeEach
    void setUp() {
        machine.addVariable("PATH=/a:/b");
        machine.tree().directory("/dir");
        machine.joinGroup(1);
    }

    private void fails(Spawn spawn, String line) {
        assertThat(machine.exitCode(() -> ChildSetup.run(posix, spawn))).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo(line);
    }

    @Test
    void takesTheStepsInOrder() {
        int[] pipe = new int[2];
        posix.pipe(pipe);
        Spawn spawn = plain.chdir("/dir", "no directory: ")
                .dup(0, 2)
                .dup2("no descriptor: ", pipe[0], 0)
                .setsid();
        fails(spawn, "no program: file does not exist\n");
        assertThat(machine.calls().all())
                .containsSubsequence(
                        "resetSignals",
                        "setsid",
                        "move 3 0",
                        "dup 0",
                        "dup 0",
                        "chdir /dir",
                        "execve /a/run run x",
                        "execve /b/run run x");
    }

    @Test
    void goesWithoutADescriptorThatItsLimitForbids() {
        machine.failOn("move 0 63", Errno.EBADF);
        fails(plain.inherit(0, 63).chdir("/dir", "no directory: "), "no program: file does not exist\n");
        assertThat(machine.calls().all()).containsSubsequence("move 0 63", "chdir /dir", "execve /a/run run x");
    }

    @Test
    void reportsAFailedMoveOnTheMovedStderr() {
        machine.failOn("move 9", Errno.EBADF);
        fails(plain.dup2("no descriptor: ", 9, 0), "no descriptor: file descriptor not open\n");
        assertThat(machine.calls().of("execve")).isEmpty();
    }

    @Test
    void printsThatTheDirectoryIsMissing() {
        fails(plain.chdir("/missing", "no directory: "), "no directory: file does not exist\n");
        assertThat(machine.calls().of("execve")).isEmpty();
    }

    @Test
    void printsThatItCannotLeadASession() {
        machine.failOn("setsid", Errno.EPERM);
        fails(plain.setsid(), "no program: permission denied\n");
    }

    /** It would hold what its parent holds for as long as it waits. */
    @Test
    void anImpatientChildDropsItsMessage() {
        FifoPeer stderr = machine.descriptors().pipeAt(Posix.STDERR);
        stderr.put("y".repeat(FifoPeer.CAPACITY));
        assertThat(machine.exitCode(() -> ChildSetup.run(posix, plain.impatient())))
                .isEqualTo(111);
        assertThat(stderr.take()).doesNotContain("no program");
    }

    @Test
    void stopsCopyingWhenNoDescriptorIsFree() {
        machine.failOn("dup", Errno.EMFILE);
        fails(plain.dup(0, 30), "no program: file does not exist\n");
        assertThat(machine.calls().of("dup")).hasSize(1);
    }

    @Test
    void passesOnTheArgumentsOfThisProcess() {
        machine.setArguments("self", "-n", "10", "run", "x");
        machine.failOn("execve /b/run", Errno.ENOEXEC);
        fails(Spawn.withOwnArguments("no program: ", "run", 2), "no program: exec format error\n");
        assertThat(machine.calls().of("execve")).containsExactly("execve /a/run run x", "execve /b/run run x");
    }
}
