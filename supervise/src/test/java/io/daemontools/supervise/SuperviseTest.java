package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.simulation.unit.TestMachine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuperviseTest {
    private final SuperviseRun run = new SuperviseRun();
    private final TestMachine machine = run.machine;

    private void assertFatal(String message) {
        assertThat(run.toExit()).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("supervise: fatal: " + message + "\n");
        assertThat(machine.children().started()).isEmpty();
    }

    @Test
    void createsItsFilesInOrder() {
        run.until(100);
        assertThat(machine.calls().all())
                .containsSubsequence(
                        "catchSignals CHLD",
                        "chdir /service/a",
                        "stat down",
                        "mkdir supervise 0700",
                        "openAppend supervise/lock",
                        "mkfifo supervise/control 0600",
                        "openRead supervise/control",
                        "openWrite supervise/control",
                        "ignore PIPE",
                        "openTruncate supervise/status.new",
                        "rename supervise/status.new supervise/status",
                        "mkfifo supervise/ok 0600",
                        "openRead supervise/ok",
                        "spawn ./run",
                        "rename supervise/status.new supervise/status");
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void serviceInheritsNoDescriptors() {
        run.until(100);
        assertThat(machine.descriptors().open())
                .filteredOn(descriptor -> descriptor > 2)
                .hasSize(6)
                .allSatisfy(descriptor -> assertThat(machine.descriptors().closesOnExec(descriptor))
                        .isTrue());
    }

    @Test
    void startsNothingWhereThereIsAFileDown() {
        machine.tree().file("/service/a/down", "");
        run.command(2000, "u");
        run.until(10_000);
        assertThat(run.starts()).containsExactly(2000L);
        assertThat(run.statuses()).containsExactly("0d", "1001u", "1001u");
    }

    @Test
    void usesAnExistingDirectory() {
        machine.tree().directory("/service/a/supervise");
        machine.tree().file("/service/a/supervise/lock", "");
        machine.tree().fifo("/service/a/supervise/control");
        machine.tree().fifo("/service/a/supervise/ok");
        machine.tree().file("/service/a/supervise/status", "old");
        run.until(100);
        assertThat(run.starts()).hasSize(1);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void createsTheTargetOfALink() {
        machine.tree().directory("/run");
        machine.tree().link("/service/a/supervise", "/run/a");
        run.until(100);
        assertThat(machine.tree().status("/run/a").permissions()).isEqualTo(0700);
        assertThat(machine.tree().exists("/run/a/status")).isTrue();
    }

    @Test
    void reportsWhyItsDirectoryCannotBeMade() {
        machine.failOn("mkdir", Errno.EROFS);
        assertFatal("unable to acquire /service/a/supervise/lock: read-only file system");
    }

    @Test
    void reportsWhyTheTargetOfALinkCannotBeMade() {
        machine.tree().link("/service/a/supervise", "/run/a");
        assertFatal("unable to acquire /service/a/supervise/lock: file does not exist");
    }

    @Test
    void reportsAFailedReadlink() {
        machine.tree().directory("/service/a/supervise");
        machine.failOn("readlink", Errno.EACCES);
        assertThat(run.toExit()).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("unable to readlink ./supervise: access denied\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void requiresOneDirectory(int count) {
        String[] arguments = List.of("a", "b", "c").subList(0, count).toArray(new String[0]);
        assertThat(machine.run(new Supervise(), "/usr/bin/other", arguments)).isEqualTo(100);
        assertThat(machine.stderr()).isEqualTo("supervise: usage: supervise dir\n");
    }

    @ParameterizedTest
    @CsvSource({
        "catchSignals, EMFILE, unable to create pipe for /service/a: process cannot open more files",
        "chdir, ENOENT, unable to chdir to /service/a: file does not exist",
        "chdir, ENOTDIR, unable to chdir to /service/a: not a directory",
        "stat down, EACCES, unable to stat /service/a/down: access denied",
        "mkdir, EROFS, unable to acquire /service/a/supervise/lock: read-only file system",
        "openAppend supervise/lock, EACCES, unable to acquire /service/a/supervise/lock: access denied",
        "tryLock, EAGAIN, unable to acquire /service/a/supervise/lock: temporary failure",
        "tryLock, ENOLCK, unable to acquire /service/a/supervise/lock: no locks available",
        "mkfifo supervise/control, EROFS, unable to read /service/a/supervise/control: read-only file system",
        "openRead supervise/control, EACCES, unable to read /service/a/supervise/control: access denied",
        "openWrite supervise/control, EACCES, unable to write /service/a/supervise/control: access denied",
        "openRead supervise/ok, EMFILE, unable to read /service/a/supervise/ok: process cannot open more files"
    })
    void reportsEachFailedCall(String call, Errno errno, String message) {
        machine.failOn(call, errno);
        assertFatal(message);
    }

    @Test
    void keepsTheFilesOfAnotherSupervise() {
        machine.tree().directory("/service/a/supervise");
        machine.tree().file("/service/a/supervise/lock", "");
        machine.tree().lockedByAnother("/service/a/supervise/lock");
        assertFatal("unable to acquire /service/a/supervise/lock: temporary failure");
        assertThat(machine.tree().exists("/service/a/supervise/status")).isFalse();
        assertThat(machine.calls().of("mkfifo")).isEmpty();
    }

    @Test
    void startsTheServiceWithoutAStatus() {
        machine.failOn("openTruncate", Errno.ENOSPC);
        run.until(100);
        assertThat(run.starts()).hasSize(1);
        assertThat(machine.stderrLines())
                .containsOnly("supervise: warning: unable to open /service/a/supervise/status.new: out of disk space");
    }
}
