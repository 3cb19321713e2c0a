package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.posix.ProcessIdentity;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFileTest {
    private static final String PATH = "supervise/history";
    private static final String WARNING = "supervise: warning: unable to ";
    private static final String NAME = "/service/a/supervise/history";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private HistoryFile history = opened();

    private HistoryFile opened() {
        return new HistoryFile(posix, new Diagnostics("supervise", posix), "/service/a", new ProcessIdentifier(posix));
    }

    @BeforeEach
    void enterServiceDirectory() {
        machine.tree().directory("/service/a/supervise");
        posix.chdir("/service/a");
    }

    private long start(int pid) {
        history.prepare(StartReason.RESTART, Want.UP, 5, 4);
        history.run(posix, pid);
        return history.started();
    }

    private void end(long sequence) {
        RunEnd run = new RunEnd();
        run.set(sequence, 6);
        history.end(run);
    }

    private void reopen() {
        history = opened();
    }

    @Test
    void aNewHistoryHasNoRun() {
        assertThat(history.open()).isFalse();
        assertThat(machine.tree().status(PATH).permissions()).isEqualTo(0600);
        assertThat(machine.tree().status(PATH).size()).isZero();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void hasTheRunsWhoseStartWasWritten() {
        history.open();
        long first = start(TestMachine.PID);
        assertThat(history.has(first, TestMachine.PID)).isTrue();
        assertThat(history.has(first, TestMachine.PID + 1)).isFalse();
        assertThat(history.has(first + 1, TestMachine.PID)).isFalse();
        machine.failOn("pwrite", Errno.ENOSPC);
        assertThat(history.has(start(TestMachine.PID), TestMachine.PID)).isFalse();
    }

    private RunEnd endedWith(long sequence, int exitCode, int signal) {
        RunEnd run = new RunEnd();
        run.set(sequence, 6);
        run.setStatus(exitCode, signal);
        history.end(run);
        return run;
    }

    private static long[] counts(RunEnd end) {
        return new long[] {
            EndCounts.of(EndCounts.SUCCESS, end.counts()),
            EndCounts.of(EndCounts.FAILURE, end.counts()),
            EndCounts.of(EndCounts.SIGNAL, end.counts())
        };
    }

    @Test
    void countsEndsByKindAlsoAfterItWasClosed() {
        history.open();
        endedWith(start(TestMachine.PID), 0, 0);
        endedWith(start(TestMachine.PID), 1, 0);
        end(start(TestMachine.PID));
        history.prepare(StartReason.FINISH, Want.UP, 5, 4);
        history.run(posix, TestMachine.PID);
        RunEnd finish = new RunEnd();
        finish.set(history.started(), 6);
        finish.setOfFinish(true);
        finish.setStatus(1, 0);
        history.end(finish);
        assertThat(counts(endedWith(start(TestMachine.PID), 0, 9))).containsExactly(1, 1, 1);
        start(TestMachine.PID);
        start(TestMachine.PID);
        reopen();
        history.open();
        assertThat(counts(endedWith(start(TestMachine.PID), 2, 0))).containsExactly(1, 2, 1);
    }

    @Test
    void aCounterBeginsAgainWithoutTouchingTheOthers() {
        long counts = 0;
        RunEnd end = new RunEnd();
        end.set(1, 2);
        end.setStatus(1, 0);
        for (int i = 0; i < 1 << 21; i++) {
            counts = EndCounts.after(counts, end);
        }
        assertThat(counts).isZero();
    }

    @Test
    void goesOnFromTheNumberOfARunThatItDoesNotShow() {
        history.reopen(7);
        assertThat(start(TestMachine.PID)).isEqualTo(8);
    }

    @Test
    void eachHalfIsOneWrite() {
        history.open();
        machine.calls().forget();
        end(start(TestMachine.PID));
        assertThat(machine.calls().of("pwrite")).containsExactly("pwrite 3 128 128", "pwrite 3 64 192");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 128, 200})
    void findsTheLastRun(int runs) {
        history.open();
        machine.children().startOther(555);
        for (int i = 1; i < runs; i++) {
            end(start(TestMachine.PID));
        }
        start(555);
        assertThat(machine.tree().status(PATH).size()).isLessThanOrEqualTo(8192);
        reopen();
        assertThat(history.open()).isTrue();
        assertThat(history.last().sequence()).isEqualTo(runs);
        assertThat(history.last().pid()).isEqualTo(555);
        ProcessIdentity identity = new ProcessIdentity();
        new ProcessIdentifier(posix).identify(posix, 555, identity);
        assertThat(history.last().identity().sameAs(identity)).isTrue();
        end(runs);
        reopen();
        assertThat(history.open()).isFalse();
        assertThat(start(555)).isEqualTo(runs + 1L);
    }

    @Test
    void aCopyHasNoRunOfItsOwn() {
        history.open();
        end(start(TestMachine.PID));
        start(TestMachine.PID);
        String copy = machine.tree().content(PATH);
        machine.tree().directory("/service/b/supervise");
        machine.tree().file("/service/b/supervise/history", copy);
        posix.chdir("/service/b");
        reopen();
        assertThat(history.open()).isFalse();
        assertThat(start(TestMachine.PID)).isEqualTo(3);
        reopen();
        assertThat(history.open()).isTrue();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void aTornStartIsOverwritten() {
        history.open();
        end(start(1000));
        start(1000);
        byte[] bytes = machine.tree().bytes(PATH);
        machine.tree().file(PATH, Bytes.text(bytes, 3 * HistoryCodec.SIZE - HistoryCodec.HALF - 20));
        reopen();
        assertThat(history.open()).isFalse();
        assertThat(start(1000)).isEqualTo(2);
        assertThat(machine.stderr()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text\n", "D", "DTs\2", "\0\0\0\0DTs\1"})
    void aForeignFileIsLeftAsItIs(String content) {
        machine.tree().file(PATH, content + "x".repeat(200));
        assertUnused("use " + NAME + ": bad format");
        assertThat(machine.tree().content(PATH)).startsWith(content).hasSize(content.length() + 200);
    }

    @Test
    void aHugeFileIsNotRead() {
        machine.tree().file(PATH, "\0".repeat(9000));
        assertUnused("use " + NAME + ": bad format");
    }

    @Test
    void aFileWithAnotherNameIsNotUsed() {
        machine.tree().file(PATH, "");
        machine.tree().setLinks(PATH, 2);
        assertUnused("use " + NAME + ": it has more than one name");
    }

    @Test
    void aSymbolicLinkIsNotFollowed() {
        machine.tree().link(PATH, "/elsewhere");
        assertUnused("open " + NAME + ": symbolic link loop");
        assertThat(machine.tree().exists("/elsewhere")).isFalse();
    }

    @Test
    void aFifoIsNotUsed() {
        machine.tree().fifo(PATH);
        assertUnused("use " + NAME + ": it is not a regular file");
    }

    @Test
    void aDirectoryIsNotUsed() {
        machine.tree().directory(PATH);
        assertUnused("open " + NAME + ": is a directory");
    }

    @ParameterizedTest
    @EnumSource(names = {"EACCES", "EROFS", "EIO"})
    void oneThatCannotBeOpenedIsNotUsed(Errno errno) {
        machine.failOn("openReadWrite", errno);
        assertUnused("open " + NAME + ": " + errno.text());
    }

    private void assertUnused(String warning) {
        assertThat(history.open()).isFalse();
        machine.calls().forget();
        end(start(1000));
        assertThat(machine.calls().all()).isEmpty();
        assertThat(machine.stderrLines()).containsExactly(WARNING + warning);
    }

    @ParameterizedTest
    @EnumSource(names = {"EMFILE", "ENFILE", "ENOMEM"})
    void oneThatMayBeOpenedLaterIsNoReasonToGoOn(Errno errno) {
        machine.failOn("openReadWrite", errno);
        assertThatThrownBy(() -> history.open()).isEqualTo(PosixException.of(errno));
    }

    @Test
    void failedWritesAreReportedOnce() {
        history.open();
        machine.failOn("pwrite", Errno.ENOSPC);
        end(start(1000));
        end(start(1000));
        assertThat(machine.stderrLines()).containsExactly(WARNING + "write " + NAME + ": out of disk space");
        machine.calls().succeed("pwrite");
        start(1000);
        machine.failOn("pwrite", Errno.EIO);
        start(1000);
        assertThat(machine.stderrLines()).last().isEqualTo(WARNING + "write " + NAME + ": input/output error");
        reopen();
        machine.calls().succeed("pwrite");
        assertThat(history.open()).isTrue();
        assertThat(history.last().sequence()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"EMFILE", "ENFILE", "ENOMEM"})
    void aProcessThatCannotBeIdentifiedIsReported(Errno errno) {
        history.open();
        machine.failOn("serialNumber", errno);
        start(1000);
        assertThat(machine.stderrLines())
                .containsExactly(WARNING + "identify the process of /service/a: " + errno.text());
        machine.calls().succeed("serialNumber");
        reopen();
        assertThat(history.open()).isTrue();
        assertThat(history.last().pid()).isEqualTo(1000);
        assertThat(history.last().identity().known()).isFalse();
    }

    @Test
    void anAdoptedRunIsTheLastOne() {
        history.open();
        start(1000);
        reopen();
        history.open();
        assertThat(history.adopted(Want.DOWN)).isEqualTo(2);
        reopen();
        assertThat(history.open()).isTrue();
        assertThat(history.last().sequence()).isEqualTo(2);
        assertThat(history.last().reason()).isEqualTo(StartReason.ADOPTED);
        assertThat(history.last().want()).isEqualTo(Want.DOWN);
        assertThat(history.last().time()).isEqualTo(5);
        assertThat(history.last().identity().known()).isTrue();
    }

    @Test
    void anyNumberOfAdoptionsLeavesTheRunsBefore() {
        history.open();
        endedWith(start(1000), 0, 9);
        start(1000);
        for (int i = 0; i < 2 * HistoryFile.RECORDS; i++) {
            reopen();
            assertThat(history.open()).isTrue();
            assertThat(history.adopted(Want.UP)).isEqualTo(3);
        }
        assertThat(counts(endedWith(3, 1, 0))).containsExactly(0, 1, 1);
        reopen();
        history.open();
        assertThat(counts(endedWith(start(1000), 1, 0))).containsExactly(0, 2, 1);
    }

    @Test
    void anAdoptedFinishIsWrittenOnce() {
        history.open();
        history.prepare(StartReason.FINISH, Want.DOWN, 5, 4);
        history.run(posix, 1000);
        history.started();
        reopen();
        history.open();
        assertThat(history.adopted(Want.DOWN)).isEqualTo(1);
        assertThat(history.last().reason()).isEqualTo(StartReason.FINISH);
    }

    @Test
    void anEndOfFinishThatIsWrittenLateDoesNotCount() {
        history.open();
        history.prepare(StartReason.FINISH, Want.UP, 5, 4);
        history.run(posix, 1000);
        RunEnd finish = new RunEnd();
        finish.set(history.started(), 6);
        finish.setOfFinish(true);
        history.end(finish);
        long next = start(1000);
        finish.setStatus(1, 0);
        history.end(finish);
        assertThat(counts(endedWith(next, 0, 9))).containsExactly(0, 0, 1);
    }

    @Test
    void aForgedNumberIsNotUsed() {
        RunStart forged = new RunStart();
        forged.set(Long.MAX_VALUE - 31, StartReason.FIRST, Want.UP, 1);
        byte[] record = new byte[HistoryCodec.SIZE];
        HistoryCodec.encode(forged, record, 0);
        machine.tree().file(PATH, Bytes.text(record, record.length));
        assertThat(history.open()).isFalse();
        assertThat(start(1000)).isEqualTo(1);
    }
}
