package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FakeFifo;
import io.daemontools.posix.Spawn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services with a logger: two supervises, and a pipe between them. */
class LoggedServiceTest extends ScanFixture {
    @BeforeEach
    void makeLoggedService() {
        posix.tree().directory("/service/a/log");
    }

    private Spawn spawn(int index) {
        return posix.processes().started().get(index).spawn();
    }

    @Test
    void haveTwoSupervises() {
        scan();
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log");
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void writeIntoThePipe() {
        scan();
        Spawn service = spawn(0);
        assertThat(service.moves()).containsExactly(4, 1);
        assertThat(service.directory()).isNull();
        assertThat(service.startFailure()).isEqualTo("svscan: warning: unable to start supervise a: ");
        assertThat(service.moveFailure()).isEqualTo("svscan: warning: unable to set up descriptors for a: ");
    }

    @Test
    void readFromThePipe() {
        scan();
        Spawn logger = spawn(1);
        assertThat(logger.moves()).containsExactly(3, 0);
        assertThat(logger.directory()).isEqualTo("a");
        assertThat(logger.startFailure()).isEqualTo("svscan: warning: unable to start supervise a/log: ");
        assertThat(logger.moveFailure()).isEqualTo("svscan: warning: unable to set up descriptors for a/log: ");
        assertThat(logger.directoryFailure()).isEqualTo("svscan: warning: unable to switch to a: ");
    }

    @Test
    void pipeIsAFifoInTheDirectoryOfTheService() {
        scan();
        assertThat(posix.tree().status("a/supervise").permissions()).isEqualTo(0700);
        assertThat(posix.tree().status("a/supervise/pipe").fifo()).isTrue();
        assertThat(posix.tree().status("a/supervise/pipe").permissions()).isEqualTo(0600);
        assertThat(posix.descriptors().get(3).blocking()).isTrue();
        assertThat(posix.descriptors().get(4).blocking()).isTrue();
        assertThat(posix.calls().of("pipe")).isEmpty();
        assertThat(posix.tree().exists("a/log/supervise")).isFalse();
    }

    @Test
    void useTheFifoThatIsThere() {
        posix.tree().directory("a/supervise");
        FakeFifo fifo = posix.tree().fifo("a/supervise/pipe");
        fifo.openedByWriter();
        fifo.put("line\n");
        scan();
        assertThat(posix.descriptors().fifo(3)).isSameAs(fifo);
        assertThat(posix.descriptors().fifo(4)).isSameAs(fifo);
        assertThat(fifo.take()).isEqualTo("line\n");
    }

    @Test
    void makeTheTargetOfADanglingLink() {
        posix.tree().link("a/supervise", "../.state");
        posix.tree().directory("b/log");
        posix.tree().directory("/run");
        posix.tree().link("b/supervise", "/run/b");
        scan();
        assertThat(posix.tree().status(".state/pipe").fifo()).isTrue();
        assertThat(posix.tree().status("/run/b/pipe").fifo()).isTrue();
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void usePipesInPlaceOfOtherFiles() {
        posix.tree().directory("a/supervise");
        posix.tree().file("a/supervise/pipe", "content");
        posix.tree().directory("b/log");
        posix.tree().directory("b/supervise");
        posix.tree().link("b/supervise/pipe", "/nowhere");
        scans(2);
        assertThat(posix.stderrLines())
                .containsExactlyInAnyOrder(
                        "svscan: warning: unable to open a/supervise/pipe: bad file type",
                        "svscan: warning: unable to open b/supervise/pipe: file does not exist");
        assertThat(posix.tree().content("a/supervise/pipe")).isEqualTo("content");
        assertThat(posix.calls().of("pipe")).hasSize(2);
        assertThat(spawn(0).moves()).containsExactly(4, 1);
        assertThat(spawn(1).moves()).containsExactly(3, 0);
    }

    /** Another file gets the name after it was examined. */
    @Test
    void doNotWriteToAFileThatReplacesTheFifo() {
        posix.calls().whenMade("openReadWrite a/supervise/pipe", () -> {
            posix.tree().remove("a/supervise/pipe");
            posix.tree().file("a/supervise/pipe", "content");
        });
        scan();
        assertThat(posix.stderr()).isEqualTo("svscan: warning: unable to open a/supervise/pipe: bad file type\n");
        assertThat(posix.calls().of("pipe")).hasSize(1);
        assertThat(posix.descriptors().open()).containsOnly(0, 1, 2, 3, 4);
    }

    @Test
    void usePipesOnAReadOnlyFileSystem() {
        posix.failOn("mkdir a/supervise", Errno.EROFS);
        posix.failOn("mkfifo a/supervise/pipe", Errno.EROFS);
        scans(2);
        assertThat(posix.stderr())
                .isEqualTo("svscan: warning: unable to open a/supervise/pipe: read-only file system\n");
        assertThat(started()).containsExactly("supervise a", "supervise log");
    }

    @Test
    void openTheWritingEndAloneWhereBothCannotBeOpened() {
        posix.failOn("openReadWrite a/supervise/pipe", Errno.EINVAL);
        scan();
        assertThat(posix.stderr()).isEmpty();
        assertThat(posix.calls().of("openWrite")).contains("openWrite a/supervise/pipe");
        assertThat(spawn(0).moves()).containsExactly(4, 1);
    }

    @Test
    void pipeIsNotInheritedByOthers() {
        scan();
        assertThat(posix.descriptors().open()).containsOnly(0, 1, 2, 3, 4);
        assertThat(posix.descriptors().get(3).closeOnExec()).isTrue();
        assertThat(posix.descriptors().get(4).closeOnExec()).isTrue();
    }

    @Test
    void areDistinctFromUnloggedServices() {
        posix.tree().directory("b");
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log", "supervise b");
        assertThat(spawn(2).moves()).isEmpty();
        assertThat(spawn(2).directory()).isNull();
        assertThat(posix.calls().of("openReadWrite")).hasSize(1);
    }

    @Test
    void haveTheirOwnPipes() {
        posix.tree().directory("b/log");
        scan();
        assertThat(spawn(2).moves()).containsExactly(6, 1);
        assertThat(spawn(3).moves()).containsExactly(5, 0);
    }

    @Test
    void keepTheirPipeWhenEitherSideRestarts() {
        scan();
        posix.processes().end(1002, 0);
        scan();
        posix.processes().end(1001, 0);
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log", "supervise log", "supervise a");
        assertThat(spawn(2).moves()).containsExactly(3, 0);
        assertThat(spawn(3).moves()).containsExactly(4, 1);
        assertThat(posix.calls().of("openReadWrite")).hasSize(1);
        assertThat(posix.calls().of("close")).isEmpty();
    }

    @Test
    void areDetectedAtTheFirstScan() {
        posix.tree().directory("late");
        scan();
        posix.tree().directory("late/log");
        posix.tree().remove("a/log");
        posix.processes().end(1002, 0);
        posix.processes().end(1003, 0);
        scan();
        assertThat(started())
                .containsExactly("supervise a", "supervise log", "supervise late", "supervise log", "supervise late");
    }

    @Test
    void haveAnyFileNamedLog() {
        posix.tree().directory("f");
        posix.tree().file("f/log", "");
        scan();
        assertThat(started()).endsWith("supervise f", "supervise log");
    }

    @Test
    void haveNamesOfAtMost255Bytes() {
        posix.tree().directory("x".repeat(255) + "/log");
        posix.tree().directory("y".repeat(256) + "/log");
        scan();
        assertThat(started().subList(2, 5))
                .containsExactly("supervise " + "x".repeat(255), "supervise log", "supervise " + "y".repeat(256));
    }

    @Test
    void areForgottenWhenBothSupervisesAreGone() {
        scan();
        posix.tree().remove("a");
        posix.processes().end(1001, 0);
        scan();
        assertThat(posix.descriptors().open()).contains(3, 4);
        posix.processes().end(1002, 0);
        scan();
        assertThat(posix.descriptors().open()).containsOnly(0, 1, 2);
        assertThat(started()).hasSize(2);
    }

    @Test
    void areNotStartedUntilLogCanBeStatted() {
        posix.failOn("stat a/log", Errno.EACCES);
        scan();
        assertThat(posix.stderr()).isEqualTo("svscan: warning: unable to stat a/log: access denied\n");
        assertThat(started()).isEmpty();
        posix.calls().succeed("stat a/log");
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log");
    }

    @Test
    void areNotStartedWithoutAPipe() {
        posix.failOn("openRead a/supervise/pipe", Errno.EMFILE);
        scan();
        assertThat(posix.stderr())
                .isEqualTo("svscan: warning: unable to create pipe for a: process cannot open more files\n");
        assertThat(started()).isEmpty();
        posix.calls().succeed("openRead a/supervise/pipe");
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log");
    }

    @Test
    void areStartedAtTheNextScanAfterAFailedFork() {
        posix.failOn("spawn", Errno.EAGAIN);
        scan();
        assertThat(posix.stderr()).isEqualTo("svscan: warning: unable to fork for a: temporary failure\n");
        posix.calls().succeed("spawn");
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log");
        assertThat(posix.calls().of("openReadWrite")).hasSize(1);
    }

    @Test
    void startWithoutALoggerThatCannotBeForked() {
        posix.failOn("spawn supervise log", Errno.ENOMEM);
        scan();
        assertThat(posix.stderr()).isEqualTo("svscan: warning: unable to fork for a/log: out of memory\n");
        assertThat(started()).containsExactly("supervise a");
        posix.calls().succeed("spawn supervise log");
        scan();
        assertThat(started()).containsExactly("supervise a", "supervise log");
    }
}
