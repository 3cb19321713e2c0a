package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Runner;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakeFifo;
import io.daemontools.posix.FakePosix;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.Want;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When supervises are started that have ended, or that run before svscan does. */
class WatchedServiceTest {
    private final FakePosix posix = new FakePosix();

    @BeforeEach
    void makeDirectory() {
        posix.tree().directory("/service");
    }

    private void at(int milliseconds, Runnable event) {
        posix.clocks().at(Duration.ofMillis(milliseconds), event);
    }

    /** Makes a service whose supervise runs. Its {@code ok} has a reader. */
    private FakeFifo supervised(String directory) {
        posix.tree().directory("/service/" + directory + "/supervise");
        FakeFifo ok = posix.tree().fifo("/service/" + directory + "/supervise/ok");
        ok.openedByReader();
        return ok;
    }

    private void status(String directory, int pid, Want want) {
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(0, pid, false, want, status);
        posix.tree()
                .file("/service/" + directory + "/supervise/status", new String(status, StandardCharsets.ISO_8859_1));
    }

    private void runFor(int seconds) {
        posix.clocks().endAt(Duration.ofSeconds(seconds));
        posix.runUntilEnd(() -> Runner.run(new Svscan(), new Arguments("svscan", "/service"), posix));
    }

    private List<String> starts() {
        return posix.processes().started().stream()
                .map(child -> child.commandLine() + " " + child.at().toMillis())
                .toList();
    }

    private void kill(int pid) {
        posix.processes().crash(pid, 9);
    }

    @Test
    void killedSuperviseIsStartedAtOnce() {
        posix.tree().directory("/service/a");
        at(7300, () -> kill(1001));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 7300");
        assertThat(posix.calls().of("birth a")).isNotEmpty();
    }

    @Test
    void killedSuperviseOfALoggerIsStartedAtOnce() {
        posix.tree().directory("/service/a/log");
        at(7300, () -> kill(1002));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise log 0", "supervise log 7300");
    }

    @Test
    void startsAreASecondApart() {
        posix.tree().directory("/service/a");
        posix.tree().directory("/service/b");
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
        posix.tree().directory("/service/a");
        at(5500, () -> posix.processes().end(1001, 0));
        at(9900, () -> posix.processes().end(1002, 0));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 10000");
    }

    @Test
    void superviseThatExitsOnCommandAMomentBeforeAScanIsStartedAfterItsSecond() {
        posix.tree().directory("/service/a");
        at(4700, () -> kill(1001));
        at(4900, () -> posix.processes().end(1002, 0));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 4700", "supervise a 5700");
    }

    @Test
    void renamedServiceIsStartedAgain() {
        posix.tree().directory("/service/a");
        at(6000, () -> posix.rename("/service/a", "/service/b"));
        at(7000, () -> kill(1001));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise b 7000");
    }

    @Test
    void removedServiceIsNotStartedAgain() {
        posix.tree().directory("/service/a");
        at(6000, () -> posix.tree().remove("/service/a"));
        at(7000, () -> kill(1001));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0");
    }

    @Test
    void failedRestartIsLeftToTheNextScan() {
        posix.tree().directory("/service/a");
        at(7000, () -> {
            posix.failOn("spawn", Errno.EAGAIN);
            kill(1001);
        });
        at(11_000, () -> posix.calls().succeed("spawn"));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 15000");
        assertThat(posix.stderrLines())
                .hasSize(2)
                .containsOnly("svscan: warning: unable to fork for a: temporary failure");
    }

    @Test
    void restartDoesNotWaitForAReadableDirectory() {
        posix.tree().directory("/service/a");
        at(7000, () -> {
            posix.failOn("listWorkingDirectory", Errno.EMFILE);
            kill(1001);
        });
        at(8000, () -> posix.calls().succeed("listWorkingDirectory"));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 10000");
    }

    @Test
    void runningSuperviseIsNotStartedAgain() {
        supervised("a");
        supervised("a/log");
        runFor(21);
        assertThat(starts()).isEmpty();
        assertThat(posix.stderr()).isEmpty();
        assertThat(posix.descriptors().open()).hasSize(3 + 2 + 2);
    }

    @Test
    void endOfAWatchedSuperviseIsNoticedAtOnce() {
        FakeFifo ok = supervised("a");
        FakeFifo logOk = supervised("a/log");
        at(7300, ok::closedByReader);
        at(8400, logOk::closedByReader);
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 7300", "supervise log 8400");
        assertThat(posix.descriptors().open()).hasSize(3 + 2);
    }

    @Test
    void endOfAWatchedSuperviseIsNoticedByTheScanWithoutMemory() {
        posix.limits().setMemory(0);
        FakeFifo ok = supervised("a");
        at(7300, ok::closedByReader);
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 10000");
    }

    /** As after {@code svc -dx}. */
    @Test
    void watchedSuperviseThatHasStoppedItsServiceIsLeftToTheNextScan() {
        FakeFifo ok = supervised("a");
        at(7300, () -> {
            status("a", 0, Want.DOWN);
            ok.closedByReader();
        });
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 10000");
    }

    @Test
    void watchedSuperviseThatLeavesARunningServiceIsStartedAtOnce() {
        FakeFifo ok = supervised("a");
        status("a", 77, Want.DOWN);
        at(7300, ok::closedByReader);
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 7300");
    }

    /** The second one fails, since the first one has the lock but no {@code ok} yet. */
    @Test
    void superviseThatIsJustStartingIsWatchedOnceItHasItsOk() {
        posix.tree().directory("/service/a");
        at(50, () -> posix.processes().end(1001, 111));
        at(100, () -> supervised("a"));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0");
    }

    @Test
    void fileInPlaceOfOkIsNoSupervise() {
        posix.tree().directory("/service/a/supervise");
        posix.tree().file("/service/a/supervise/ok", "");
        runFor(2);
        assertThat(starts()).containsExactly("supervise a 0");
    }

    /** As on a system that reports it of a supervise that runs. */
    @Test
    void falseReportOfAnEndIsCheckedOnceASecond() {
        FakeFifo ok = supervised("a");
        at(500, ok::closedByReader);
        posix.calls().whenMade("openWrite a/supervise/ok", ok::openedByReader);
        for (int i = 501; i < 5000; i += 10) {
            at(i, ok::closedByReader);
        }
        runFor(5);
        assertThat(posix.calls().of("openWrite a/supervise/ok")).hasSizeLessThan(10);
    }

    @Test
    void watchedServiceThatVanishesIsForgotten() {
        FakeFifo ok = supervised("a");
        supervised("a/log");
        at(6000, () -> posix.rename("/service/a", "/elsewhere"));
        at(7000, ok::closedByReader);
        at(12_000, () -> assertThat(posix.descriptors().open()).hasSize(3 + 2 + 1));
        at(13_000, () -> posix.tree().fifoAt("/elsewhere/log/supervise/ok").closedByReader());
        runFor(21);
        assertThat(starts()).isEmpty();
        assertThat(posix.descriptors().open()).hasSize(3);
    }

    @Test
    void failureToCatchSignalsLeavesRestartsToTheScan() {
        posix.failOn("catchSignals CHLD", Errno.EMFILE);
        posix.tree().directory("/service/a");
        at(7000, () -> kill(1001));
        runFor(21);
        assertThat(starts()).containsExactly("supervise a 0", "supervise a 10000");
        assertThat(posix.stderr())
                .isEqualTo("svscan: warning: unable to create pipe for signals: process cannot open more files\n");
    }
}
