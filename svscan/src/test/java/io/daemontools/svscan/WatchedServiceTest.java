package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When supervises are started that have ended, or that run before svscan does. */
class WatchedServiceTest {
    /** Standard input, output and error, the descriptor by which signals arrive, and that of the watched directory. */
    private static final int OWN = 5;

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();

    @BeforeEach
    void makeDirectory() {
        machine.tree().directory("/service");
    }

    private void at(int milliseconds, Runnable event) {
        machine.clock().at(Duration.ofMillis(milliseconds), event);
    }

    /** Makes a service whose supervise runs. Its {@code ok} has a reader. */
    private FifoPeer supervised(String directory) {
        machine.tree().directory("/service/" + directory + "/supervise");
        FifoPeer ok = machine.tree().fifo("/service/" + directory + "/supervise/ok");
        ok.openedByReader();
        return ok;
    }

    private void status(String directory, int pid, Want want) {
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(0, pid, false, want, status);
        machine.tree()
                .file("/service/" + directory + "/supervise/status", new String(status, StandardCharsets.ISO_8859_1));
    }

    private void runFor(int seconds) {
        machine.runUntil(Duration.ofSeconds(seconds), new Svscan(), "svscan", "/service");
    }

    private List<String> starts() {
        return machine.children().started().stream()
                .map(child -> child.commandLine() + " " + child.at().toMillis())
                .toList();
    }

    private void kill(int pid) {
        machine.children().crash(pid);
    }

    @Test
    void killedSuperviseIsStartedAtOnce() {
        machine.tree().directory("/service/a");
        at(7300, () -> kill(1001));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 7300");
        assertThat(machine.calls().of("birth a")).isNotEmpty();
    }

    @Test
    void killedSuperviseOfALoggerIsStartedAtOnce() {
        machine.tree().directory("/service/a/log");
        at(7300, () -> kill(1002));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise log 0", "supervise log 7300");
    }

    @Test
    void startsAreASecondApart() {
        machine.tree().directory("/service/a");
        machine.tree().directory("/service/b");
        at(200, () -> kill(1001));
        at(1100, () -> kill(1003));
        at(4900, () -> kill(1002));
        at(5600, () -> kill(1005));
        runFor(21);
        assertThat(starts())
                .containsExactly(
                        "supervise a 0",
                        "supervise b 0",
                        "supervise a 1000",
                        "supervise a 2000",
                        "supervise b 4900",
                        "supervise b 5900");
    }

    @Test
    void superviseThatExitsOnCommandIsLeftToTheNextScan() {
        machine.tree().directory("/service/a");
        at(5500, () -> machine.children().end(1001, 0));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 10000");
    }

    @Test
    void superviseThatExitsOnCommandAMomentBeforeAScanIsStartedAfterItsSecond() {
        machine.tree().directory("/service/a");
        at(4700, () -> kill(1001));
        at(4900, () -> machine.children().end(1002, 0));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 4700", "supervise a 5700");
    }

    @Test
    void renamedServiceIsStartedAgain() {
        machine.tree().directory("/service/a");
        at(6000, () -> posix.rename("/service/a", "/service/b"));
        at(7000, () -> kill(1001));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise b 7000");
    }

    /** svscan has listed the old name, which is then gone. */
    @Test
    void serviceThatIsRenamedWhileItIsStartedAgainIsStartedAtOnce() {
        machine.tree().directory("/service/a");
        at(7000, () -> {
            machine.calls().whenMade("stat a", () -> posix.rename("/service/a", "/service/b"));
            kill(1001);
        });
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise b 7000");
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void removedServiceIsNotStartedAgain() {
        machine.tree().directory("/service/a");
        at(6000, () -> machine.tree().remove("/service/a"));
        at(7000, () -> kill(1001));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0");
    }

    @Test
    void failedRestartIsLeftToTheNextScan() {
        machine.tree().directory("/service/a");
        at(7000, () -> {
            machine.failOn("spawn", Errno.EAGAIN);
            kill(1001);
        });
        at(11_000, () -> machine.calls().succeed("spawn"));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 15000");
        assertThat(machine.stderrLines())
                .hasSize(2)
                .containsOnly("svscan: warning: unable to fork for a: temporary failure");
    }

    @Test
    void restartDoesNotWaitForAReadableDirectory() {
        machine.tree().directory("/service/a");
        at(7000, () -> {
            machine.failOn("listDirectory .", Errno.EMFILE);
            kill(1001);
        });
        at(8000, () -> machine.calls().succeed("listDirectory ."));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 10000");
    }

    @Test
    void runningSuperviseIsNotStartedAgain() {
        supervised("a");
        supervised("a/log");
        machine.tree().fifo("/service/a/supervise/pipe");
        runFor(21);
        assertThat(starts()).isEmpty();
        assertThat(machine.stderr()).isEmpty();
        assertThat(machine.descriptors().open()).hasSize(OWN + 2 + 2);
    }

    /** As after 0.76's svscan: its pipe had no name. */
    @Test
    void loggerThatReadsFromAnotherPipeIsReported() {
        supervised("a/log");
        runFor(21);
        assertThat(machine.stderr())
                .isEqualTo("svscan: warning: a/log runs and does not read what a will write: use svc -dx a a/log\n");
    }

    @Test
    void loggerThatReadsFromTheFifoIsNotReported() {
        supervised("a/log");
        machine.tree().directory("/service/a/supervise");
        machine.tree().fifo("/service/a/supervise/pipe");
        runFor(21);
        assertThat(machine.stderr()).isEmpty();
    }

    /** Its {@code ok} may be closed a moment before its lock: the next one waits that long. */
    @Test
    void endOfAWatchedSuperviseIsNoticedAtOnce() {
        FifoPeer ok = supervised("a");
        FifoPeer logOk = supervised("a/log");
        at(7300, ok::closedByReader);
        at(8400, logOk::closedByReader);
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 7310", "supervise log 8410");
        assertThat(machine.descriptors().open()).hasSize(OWN + 2);
    }

    @Test
    void endOfAWatchedSuperviseIsNoticedByTheScanWithoutMemory() {
        machine.setMemory(4096);
        FifoPeer ok = supervised("a");
        at(7300, ok::closedByReader);
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 10010");
    }

    /** As after {@code svc -dx}. */
    @Test
    void watchedSuperviseThatHasStoppedItsServiceIsLeftToTheNextScan() {
        FifoPeer ok = supervised("a");
        at(7300, () -> {
            status("a", 0, Want.DOWN);
            ok.closedByReader();
        });
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 10000");
    }

    @Test
    void watchedSuperviseThatLeavesARunningServiceIsStartedAtOnce() {
        FifoPeer ok = supervised("a");
        status("a", 77, Want.DOWN);
        at(7300, ok::closedByReader);
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 7310");
    }

    /** Its child has the {@code ok} open until it executes its program. */
    @Test
    void superviseThatIsKilledWhenItHasForkedIsStartedAgainASecondLater() {
        machine.tree().directory("/service/a");
        at(7300, () -> {
            FifoPeer ok = supervised("a");
            status("a", 0, Want.DOWN);
            kill(1001);
            at(7301, ok::closedByReader);
        });
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 8300");
    }

    /** The second one fails, since the first one has the lock but no {@code ok} yet. */
    @Test
    void superviseThatIsJustStartingIsWatchedOnceItHasItsOk() {
        machine.tree().directory("/service/a");
        at(50, () -> machine.children().end(1001, 111));
        at(100, () -> supervised("a"));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0");
    }

    /** Such as {@code cat supervise/ok}. */
    @Test
    void anotherReaderOfOkIsNoSupervise() {
        machine.tree().directory("/service/a");
        at(7300, () -> {
            supervised("a");
            machine.tree().file("/service/a/supervise/lock", "");
            kill(1001);
        });
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 7300");
    }

    @Test
    void watchedSuperviseWhoseOkHasAnotherReaderIsStartedWithinAMinute() {
        supervised("a");
        at(7300, () -> machine.tree().file("/service/a/supervise/lock", ""));
        runFor(61);
        assertThat(starts()).containsExactly("supervise a 55010");
    }

    @Test
    void fileInPlaceOfOkIsNoSupervise() {
        machine.tree().directory("/service/a/supervise");
        machine.tree().file("/service/a/supervise/ok", "");
        runFor(2);
        assertThat(starts()).containsExactly("supervise a 0");
    }

    /** As on a system that reports it of a supervise that runs. */
    @Test
    void falseReportOfAnEndIsCheckedOnceASecond() {
        FifoPeer ok = supervised("a");
        at(500, ok::exits);
        machine.calls().whenMade("openWrite a/supervise/ok", ok::openedByReader);
        for (int i = 501; i < 5000; i += 10) {
            at(i, ok::exits);
        }
        runFor(5);
        assertThat(machine.calls().of("openWrite a/supervise/ok")).hasSizeLessThan(10);
    }

    @Test
    void watchedServiceThatVanishesIsForgotten() {
        FifoPeer ok = supervised("a");
        supervised("a/log");
        at(6000, () -> posix.rename("/service/a", "/elsewhere"));
        at(7000, ok::closedByReader);
        at(12_000, () -> assertThat(machine.descriptors().open()).hasSize(OWN + 1 + 1));
        at(13_000, () -> machine.tree().fifoAt("/elsewhere/log/supervise/ok").closedByReader());
        runFor(21);
        assertThat(starts()).isEmpty();
        assertThat(machine.descriptors().open()).hasSize(OWN);
    }

    @Test
    void failureToCatchSignalsLeavesRestartsToTheScan() {
        machine.failOn("catchSignals CHLD", Errno.EMFILE);
        machine.tree().directory("/service/a");
        at(7000, () -> kill(1001));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 10000");
        assertThat(machine.stderr())
                .isEqualTo("svscan: warning: unable to create pipe for signals: process cannot open more files\n");
    }
}
