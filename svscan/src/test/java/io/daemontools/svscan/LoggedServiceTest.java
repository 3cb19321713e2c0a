package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Spawn;
import io.daemontools.simulation.unit.FifoPeer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services with a logger: two supervises, and a pipe between them. Descriptor 3 is the directory that is listed. */
class LoggedServiceTest extends ScanFixture {
    @BeforeEach
    void makeLoggedService() {
        machine.tree().directory("/service/a/log");
    }

    private Spawn spawn(int index) {
        return machine.children().started().get(index).spawn();
    }

    @Test
    void haveTwoSupervises() {
        scan();
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log");
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void writeIntoThePipe() {
        scan();
        Spawn service = spawn(0);
        assertThat(service.moves()).containsExactly(5, 1);
        assertThat(service.directory()).isNull();
        assertThat(service.startFailure()).isEqualTo("svscan: warning: unable to start supervise a: ");
        assertThat(service.moveFailure()).isEqualTo("svscan: warning: unable to set up descriptors for a: ");
    }

    @Test
    void readFromThePipe() {
        scan();
        Spawn logger = spawn(1);
        assertThat(logger.moves()).containsExactly(4, 0);
        assertThat(logger.directory()).isEqualTo("a");
        assertThat(logger.startFailure()).isEqualTo("svscan: warning: unable to start supervise a/log: ");
        assertThat(logger.moveFailure()).isEqualTo("svscan: warning: unable to set up descriptors for a/log: ");
        assertThat(logger.directoryFailure()).isEqualTo("svscan: warning: unable to switch to a: ");
    }

    @Test
    void pipeIsAFifoInTheDirectoryOfTheService() {
        scan();
        assertThat(machine.tree().status("a/supervise").permissions()).isEqualTo(0700);
        assertThat(machine.tree().status("a/supervise/pipe").fifo()).isTrue();
        assertThat(machine.tree().status("a/supervise/pipe").permissions()).isEqualTo(0600);
        assertThat(machine.descriptors().blocking(4)).isTrue();
        assertThat(machine.descriptors().blocking(5)).isTrue();
        assertThat(machine.calls().of("pipe")).isEmpty();
        assertThat(machine.tree().exists("a/log/supervise")).isFalse();
    }

    @Test
    void useTheFifoThatIsThere() {
        machine.tree().directory("a/supervise");
        FifoPeer fifo = machine.tree().fifo("a/supervise/pipe");
        fifo.openedByReader();
        fifo.openedByWriter();
        fifo.put("line\n");
        scan();
        fifo.exits();
        assertThat(machine.descriptors().fifo(4).take()).isEqualTo("line\n");
    }

    @Test
    void makeTheTargetOfADanglingLink() {
        machine.tree().link("a/supervise", "../.state");
        machine.tree().directory("b/log");
        machine.tree().directory("/run");
        machine.tree().link("b/supervise", "/run/b");
        scan();
        assertThat(machine.tree().status(".state/pipe").fifo()).isTrue();
        assertThat(machine.tree().status("/run/b/pipe").fifo()).isTrue();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void usePipesInPlaceOfOtherFiles() {
        machine.tree().directory("a/supervise");
        machine.tree().file("a/supervise/pipe", "content");
        machine.tree().directory("b/log");
        machine.tree().directory("b/supervise");
        machine.tree().link("b/supervise/pipe", "/nowhere");
        scans(2);
        assertThat(machine.stderrLines())
                .containsExactlyInAnyOrder(
                        "svscan: warning: unable to open a/supervise/pipe: bad file type",
                        "svscan: warning: unable to open b/supervise/pipe: file does not exist");
        assertThat(machine.tree().content("a/supervise/pipe")).isEqualTo("content");
        assertThat(machine.calls().of("pipe")).hasSize(2);
        assertThat(spawn(0).moves()).containsExactly(5, 1);
        assertThat(spawn(1).moves()).containsExactly(4, 0);
    }

    /** Another file gets the name after it was examined. */
    @Test
    void doNotWriteToAFileThatReplacesTheFifo() {
        machine.calls().whenMade("openWrite a/supervise/pipe", () -> {
            machine.tree().remove("a/supervise/pipe");
            machine.tree().file("a/supervise/pipe", "content");
        });
        scan();
        assertThat(machine.stderr()).isEqualTo("svscan: warning: unable to open a/supervise/pipe: bad file type\n");
        assertThat(machine.calls().of("pipe")).hasSize(1);
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2, 4, 5);
    }

    @Test
    void usePipesOnAReadOnlyFileSystem() {
        machine.failOn("mkdir a/supervise", Errno.EROFS);
        machine.failOn("mkfifo a/supervise/pipe", Errno.EROFS);
        scans(2);
        assertThat(machine.stderr())
                .isEqualTo("svscan: warning: unable to open a/supervise/pipe: read-only file system\n");
        assertThat(started()).containsExactly("supervise a", "supervise log");
    }

    /** It waits for a logger, where SIGPIPE would end it; the standard output of a service is for writing alone. */
    @Test
    void haveAReaderOfTheirFifo() {
        scan();
        assertThat(spawn(0).inherited()).containsExactly(4, 63);
        assertThat(spawn(1).inherited()).isEmpty();
    }

    /** Nobody can open a pipe again. */
    @Test
    void haveNoReaderOfAPipeWithoutAName() {
        machine.tree().directory("a/supervise");
        machine.tree().file("a/supervise/pipe", "content");
        scan();
        assertThat(spawn(0).moves()).containsExactly(5, 1);
        assertThat(spawn(0).inherited()).isEmpty();
    }

    @Test
    void pipeIsNotInheritedByOthers() {
        scan();
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2, 4, 5);
        assertThat(machine.descriptors().closesOnExec(4)).isTrue();
        assertThat(machine.descriptors().closesOnExec(5)).isTrue();
    }

    @Test
    void areDistinctFromUnloggedServices() {
        machine.tree().directory("b");
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log", "supervise b");
        assertThat(spawn(2).moves()).isEmpty();
        assertThat(spawn(2).directory()).isNull();
        assertThat(machine.calls().of("openWrite"))
                .filteredOn(call -> call.endsWith("/pipe"))
                .hasSize(1);
    }

    @Test
    void haveTheirOwnPipes() {
        machine.tree().directory("b/log");
        scan();
        assertThat(spawn(2).moves()).containsExactly(7, 1);
        assertThat(spawn(3).moves()).containsExactly(6, 0);
    }

    @Test
    void keepTheirPipeWhenEitherSideRestarts() {
        scan();
        machine.children().end(1002, 0);
        scan();
        machine.children().end(1001, 0);
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log", "supervise log", "supervise a");
        assertThat(spawn(2).moves()).containsExactly(4, 0);
        assertThat(spawn(3).moves()).containsExactly(5, 1);
        assertThat(machine.calls().of("openWrite"))
                .filteredOn(call -> call.endsWith("/pipe"))
                .hasSize(1);
        assertThat(machine.calls().of("close")).isEmpty();
    }

    @Test
    void areDetectedAtTheFirstScan() {
        machine.tree().directory("late");
        scan();
        machine.tree().directory("late/log");
        machine.tree().remove("a/log");
        machine.children().end(1002, 0);
        machine.children().end(1003, 0);
        scan();
        assertThat(started())
                .containsExactly("supervise a", "supervise log", "supervise late", "supervise log", "supervise late");
    }

    @Test
    void haveAnyFileNamedLog() {
        machine.tree().directory("f");
        machine.tree().file("f/log", "");
        scan();
        assertThat(started()).endsWith("supervise f", "supervise log");
    }

    @Test
    void haveNamesOfAtMost255Bytes() {
        machine.tree().setLongestName(256);
        machine.tree().directory("x".repeat(255) + "/log");
        machine.tree().directory("y".repeat(256) + "/log");
        scan();
        assertThat(started().subList(2, 5))
                .containsExactly("supervise " + "x".repeat(255), "supervise log", "supervise " + "y".repeat(256));
    }

    @Test
    void areForgottenWhenBothSupervisesAreGone() {
        scan();
        machine.tree().remove("a");
        machine.children().end(1001, 0);
        scan();
        assertThat(machine.descriptors().open()).contains(4).doesNotContain(5);
        machine.children().end(1002, 0);
        scan();
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2);
        assertThat(started()).hasSize(2);
    }

    @Test
    void areNotStartedUntilLogCanBeStatted() {
        machine.failOn("stat a/log", Errno.EACCES);
        scan();
        assertThat(machine.stderr()).isEqualTo("svscan: warning: unable to stat a/log: access denied\n");
        assertThat(started()).isEmpty();
        machine.calls().succeed("stat a/log");
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log");
    }

    @ParameterizedTest
    @EnumSource(
            value = Errno.class,
            names = {"EMFILE", "ENFILE", "ENOMEM", "EIO"})
    void areNotStartedWhileTheFifoCannotBeOpened(Errno errno) {
        machine.failOn("openRead a/supervise/pipe", errno);
        scan();
        assertThat(machine.stderr()).isEqualTo("svscan: warning: unable to create pipe for a: " + errno.text() + "\n");
        assertThat(started()).isEmpty();
        machine.calls().succeed("openRead a/supervise/pipe");
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log");
        assertThat(machine.calls().of("pipe")).isEmpty();
    }

    @Test
    void areStartedAtTheNextScanAfterAFailedFork() {
        machine.failOn("spawn", Errno.EAGAIN);
        scan();
        assertThat(machine.stderr()).isEqualTo("svscan: warning: unable to fork for a: temporary failure\n");
        machine.calls().succeed("spawn");
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log");
        assertThat(machine.calls().of("openWrite"))
                .filteredOn(call -> call.endsWith("/pipe"))
                .hasSize(1);
    }

    @Test
    void startWithoutALoggerThatCannotBeForked() {
        machine.failOn("spawn supervise log", Errno.ENOMEM);
        scan();
        assertThat(machine.stderr()).isEqualTo("svscan: warning: unable to fork for a/log: out of memory\n");
        assertThat(started()).containsExactly("supervise a");
        machine.calls().succeed("spawn supervise log");
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log");
    }
}
