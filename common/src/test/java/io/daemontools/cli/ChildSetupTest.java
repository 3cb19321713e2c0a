package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FakePosix;
import io.daemontools.posix.FakeProcesses;
import io.daemontools.posix.Spawn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChildSetupTest {
    private final FakePosix posix = new FakePosix();
    private final Spawn plain = Spawn.program("no program: ", "run", "x");

    @BeforeEach
    void setUp() {
        posix.processes().addVariable("PATH=/a:/b");
        posix.tree().directory("/dir");
    }

    private void fails(Spawn spawn, String line) {
        assertThatThrownBy(() -> ChildSetup.run(posix, spawn))
                .isInstanceOfSatisfying(
                        FakeProcesses.Exit.class,
                        exit -> assertThat(exit.status()).isEqualTo(111));
        assertThat(posix.stderr()).isEqualTo(line);
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
        assertThat(posix.calls().all())
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
    void reportsAFailedMoveOnTheMovedStderr() {
        posix.failOn("move 9", Errno.EBADF);
        fails(plain.dup2("no descriptor: ", 9, 0), "no descriptor: file descriptor not open\n");
        assertThat(posix.calls().of("execve")).isEmpty();
    }

    @Test
    void printsThatTheDirectoryIsMissing() {
        fails(plain.chdir("/missing", "no directory: "), "no directory: file does not exist\n");
        assertThat(posix.calls().of("execve")).isEmpty();
    }

    @Test
    void printsThatItCannotLeadASession() {
        posix.failOn("setsid", Errno.EPERM);
        fails(plain.setsid(), "no program: permission denied\n");
    }

    @Test
    void stopsCopyingWhenNoDescriptorIsFree() {
        posix.failOn("dup", Errno.EMFILE);
        fails(plain.dup(0, 30), "no program: file does not exist\n");
        assertThat(posix.calls().of("dup")).hasSize(1);
    }

    @Test
    void passesOnTheArgumentsOfThisProcess() {
        posix.processes().setExecutionError(Errno.ENOEXEC);
        fails(Spawn.withOwnArguments("no program: ", "run", 2), "no program: exec format error\n");
        assertThat(posix.processes().executions())
                .extracting(FakeProcesses.Execution::path, FakeProcesses.Execution::firstArgument)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/a/run", 2));
    }
}
