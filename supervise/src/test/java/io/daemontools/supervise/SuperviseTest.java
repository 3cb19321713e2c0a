package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Runner;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakePosix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuperviseTest {
    private final SuperviseRun run = new SuperviseRun();
    private final FakePosix posix = run.posix;

    private void assertFatal(String message) {
        assertThat(run.toExit()).isEqualTo(111);
        assertThat(posix.stderr()).isEqualTo("supervise: fatal: " + message + "\n");
        assertThat(posix.processes().started()).isEmpty();
    }

    @Test
    void createsItsFilesInOrder() {
        run.until(100);
        assertThat(posix.calls().all())
                .containsSubsequence(
                        "catchSignals CHLD",
                        "chdir /service/a",
                        "stat down",
                        "mkdir supervise 700",
                        "openAppend supervise/lock",
                        "mkfifo supervise/control 600",
                        "openRead supervise/control",
                        "openWrite supervise/control",
                        "ignore PIPE",
                        "openTruncate supervise/status.new",
                        "rename supervise/status.new supervise/status",
                        "mkfifo supervise/ok 600",
                        "openRead supervise/ok",
                        "spawn ./run",
                        "rename supervise/status.new supervise/status");
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void serviceInheritsNoDescriptors() {
        run.until(100);
        assertThat(posix.descriptors().open())
                .filteredOn(descriptor -> descriptor > 2)
                .hasSize(4)
                .allSatisfy(descriptor -> assertThat(
                                posix.descriptors().get(descriptor).closeOnExec())
                        .isTrue());
    }

    @Test
    void startsNothingWhereThereIsAFileDown() {
        posix.tree().file("/service/a/down", "");
        run.command(2000, "u");
        run.until(10_000);
        assertThat(run.starts()).containsExactly(2000L);
        assertThat(run.statuses()).containsExactly("0d", "1001u", "1001u");
    }

    @Test
    void usesAnExistingDirectory() {
        posix.tree().directory("/service/a/supervise");
        posix.tree().file("/service/a/supervise/lock", "");
        posix.tree().fifo("/service/a/supervise/control");
        posix.tree().fifo("/service/a/supervise/ok");
        posix.tree().file("/service/a/supervise/status", "old");
        run.until(100);
        assertThat(run.starts()).hasSize(1);
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void createsTheTargetOfALink() {
        posix.tree().directory("/run");
        posix.tree().link("/service/a/supervise", "/run/a");
        run.until(100);
        assertThat(posix.tree().status("/run/a").permissions()).isEqualTo(0700);
        assertThat(posix.tree().exists("/run/a/status")).isTrue();
    }

    @Test
    void reportsAFailedReadlink() {
        posix.tree().directory("/service/a/supervise");
        posix.failOn("readlink", Errno.EACCES);
        assertThat(run.toExit()).isEqualTo(111);
        assertThat(posix.stderr()).isEqualTo("unable to readlink ./supervise: access denied\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void requiresOneDirectory(int count) {
        Arguments arguments = new Arguments(
                "/usr/bin/other",
                "a b c".substring(0, Math.max(0, 2 * count - 1)).split(" "));
        assertThat(Runner.run(new Supervise(), count == 0 ? new Arguments("x") : arguments, posix))
                .isEqualTo(100);
        assertThat(posix.stderr()).isEqualTo("supervise: usage: supervise dir\n");
    }

    @ParameterizedTest
    @CsvSource({
        "catchSignals, EMFILE, unable to create pipe for /service/a: process cannot open more files",
        "chdir, ENOENT, unable to chdir to /service/a: file does not exist",
        "chdir, ENOTDIR, unable to chdir to /service/a: not a directory",
        "stat down, EACCES, unable to stat /service/a/down: access denied",
        "mkdir, EROFS, unable to acquire /service/a/supervise/lock: file does not exist",
        "openAppend supervise/lock, EACCES, unable to acquire /service/a/supervise/lock: access denied",
        "tryLock, EAGAIN, unable to acquire /service/a/supervise/lock: temporary failure",
        "tryLock, ENOLCK, unable to acquire /service/a/supervise/lock: no locks available",
        "mkfifo supervise/control, EROFS, unable to read /service/a/supervise/control: file does not exist",
        "openRead supervise/control, EACCES, unable to read /service/a/supervise/control: access denied",
        "openWrite supervise/control, EACCES, unable to write /service/a/supervise/control: access denied",
        "openRead supervise/ok, EMFILE, unable to read /service/a/supervise/ok: process cannot open more files"
    })
    void reportsEachFailedCall(String call, Errno errno, String message) {
        posix.failOn(call, errno);
        assertFatal(message);
    }

    @Test
    void keepsTheFilesOfAnotherSupervise() {
        posix.tree().directory("/service/a/supervise");
        posix.tree().file("/service/a/supervise/lock", "");
        posix.descriptors().lockedByAnother("/service/a/supervise/lock");
        assertFatal("unable to acquire /service/a/supervise/lock: temporary failure");
        assertThat(posix.tree().exists("/service/a/supervise/status")).isFalse();
        assertThat(posix.calls().of("mkfifo")).isEmpty();
    }

    @Test
    void startsTheServiceWithoutAStatus() {
        posix.failOn("openTruncate", Errno.ENOSPC);
        run.until(100);
        assertThat(run.starts()).hasSize(1);
        assertThat(posix.stderrLines())
                .containsOnly("supervise: warning: unable to open /service/a/supervise/status.new: out of disk space");
    }
}
