package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first second after a start: signals and deaths wait until it is over, everything else is done at once. */
class FirstSecondTest {
    private final SuperviseRun run = new SuperviseRun();

    /** Each process ends five milliseconds after its start. */
    private void crashLoop() {
        run.machine.calls().whenMade("spawn ./run", () -> run.end(run.passed() + 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "a", "i", "t", "p", "c"})
    void postponesSignals(String command) {
        run.command(100, command);
        run.until(20_000);
        assertThat(run.killTimes()).containsExactly(1000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "a", "i", "t", "p", "c"})
    void sendsSignalsAtOnceAfterIt(String command) {
        run.command(1000, command);
        run.command(2000, command);
        run.until(20_000);
        assertThat(run.killTimes()).containsExactly(1000L, 2000L);
    }

    @Test
    void readsNothingBehindAPostponedSignal() {
        run.command(100, "hd");
        run.command(200, "k");
        run.until(20_000);
        assertThat(run.machine.calls().kills()).containsExactly("HUP 1001", "TERM 1001", "CONT 1001", "KILL 1001");
        assertThat(run.killTimes()).containsOnly(1000L);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001d");
    }

    @Test
    void handlesOtherCommandsAtOnce() {
        run.command(100, "o?ukdx");
        run.until(20_000);
        assertThat(run.machine.calls().kills()).containsExactly("KILL 1001", "TERM 1001", "CONT 1001");
        assertThat(run.killTimes()).containsOnly(100L);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001-", "1001u", "1001d", "1001d");
    }

    @Test
    void wholeSecondIsOfTheMonotonicClock() {
        run.command(100, "h");
        run.at(500, () -> run.machine.clock().setWallClock(0));
        run.until(20_000);
        assertThat(run.killTimes()).containsExactly(1000L);
    }

    @Test
    void twoTermsReachTwoProcesses() {
        run.command(2000, "t");
        run.at(2010, () -> run.machine.children().end(1001, 0));
        run.command(2020, "t");
        run.until(20_000);
        assertThat(run.machine.calls().kills()).containsExactly("TERM 1001", "TERM 1002");
        assertThat(run.killTimes()).containsExactly(2000L, 3010L);
    }

    @Test
    void startAndSignalInOneWrite() {
        run.normallyDown();
        run.command(5000, "uh");
        run.until(20_000);
        assertThat(run.killTimes()).containsExactly(6000L);
        assertThat(run.statuses()).containsExactly("0d", "1001u", "1001u");
    }

    @Test
    void startAndDownInOneWrite() {
        run.normallyDown();
        run.command(5000, "ud");
        run.end(5010);
        run.until(5100);
        assertThat(run.killTimes()).containsExactly(5000L, 5000L);
        assertThat(run.statuses()).containsExactly("0d", "1001u", "1001u", "1001d", "0d");
    }

    @Test
    void startSignalAndDownInOneWrite() {
        run.normallyDown();
        run.command(5000, "uhd");
        run.end(6010);
        run.until(6100);
        assertThat(run.machine.calls().kills()).containsExactly("HUP 1001", "TERM 1001", "CONT 1001");
        assertThat(run.killTimes()).containsOnly(6000L);
        assertThat(run.statuses()).containsExactly("0d", "1001u", "1001u", "1001d", "0d");
    }

    @Test
    void pauseAndContinueKeepTheirOrder() {
        run.command(100, "pc");
        run.until(20_000);
        assertThat(run.machine.calls().kills()).containsExactly("STOP 1001", "CONT 1001");
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001pu", "1001u");
    }

    @Test
    void signalWaitsForACommandedStart() {
        run.command(100, "d");
        run.end(200);
        run.command(300, "uh");
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 1000L);
        assertThat(run.machine.calls().kills()).containsExactly("TERM 1001", "CONT 1001", "HUP 1002");
        assertThat(run.killTimes()).containsExactly(100L, 100L, 2000L);
    }

    @Test
    void killWaitsForACommandedStart() {
        run.command(100, "d");
        run.end(200);
        run.command(300, "ok");
        run.until(20_000);
        assertThat(run.machine.calls().kills()).containsExactly("TERM 1001", "CONT 1001", "KILL 1002");
        assertThat(run.killTimes()).containsExactly(100L, 100L, 1000L);
    }

    @Test
    void signalAfterAFailedForkDelaysNothing() {
        run.command(100, "d");
        run.end(200);
        run.at(250, () -> run.machine.failOn("spawn", Errno.EAGAIN));
        run.command(300, "uhx");
        assertThat(run.toExit()).isZero();
        assertThat(run.passed()).isEqualTo(1000);
        assertThat(run.killTimes()).containsExactly(100L, 100L);
    }

    @Test
    void pendingSignalForAnEndedProcessDelaysNothing() {
        run.command(100, "dhu");
        run.end(200);
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 1000L);
        assertThat(run.machine.calls().kills()).containsExactly("TERM 1001", "CONT 1001");
    }

    @Test
    void showsADeadProcessAsUp() {
        run.end(10);
        run.until(999);
        assertThat(run.statuses()).containsExactly("0u", "1001u");
        assertThat(run.machine.calls().of("poll")).hasSizeLessThan(4);
    }

    @Test
    void showsTheExitAndRestartsAfterIt() {
        run.end(10);
        run.until(1001);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "0u", "1002u");
        assertThat(run.starts()).containsExactly(0L, 1000L);
    }

    @Test
    void reapsAnEarlierExitAtItsEnd() {
        run.normallyDown();
        run.command(5000, "o");
        run.end(5010);
        run.until(6001);
        assertThat(run.statuses()).containsExactly("0d", "1001-", "1001-", "0-");
    }

    @Test
    void showsAnExitAtOnceAfterDown() {
        run.command(100, "d");
        run.end(200);
        run.until(201);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001d", "0d");
    }

    @Test
    void downShowsAPendingExit() {
        run.end(10);
        run.command(500, "d");
        run.until(501);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001d", "0d");
        assertThat(run.starts()).containsExactly(0L);
    }

    @Test
    void exitEndsSuperviseAfterTheProcess() {
        run.end(10);
        run.command(500, "x");
        assertThat(run.toExit()).isZero();
        assertThat(run.passed()).isEqualTo(500);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001u", "0u");
    }

    @Test
    void showsTheProcessUntilTheEndAfterUp() {
        run.command(100, "du");
        run.end(200);
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 1000L);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001d", "1001u", "0u", "1002u");
    }

    @Test
    void reapsOrphansWhenItIsOver() {
        run.at(100, () -> {
            run.machine.children().end(1001, 0);
            run.machine.children().inheritEnded(77, 0);
        });
        run.until(1001);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "0u", "1002u");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "a", "i", "t", "p", "c"})
    void aSignalForADeadProcessReachesTheNext(String command) {
        run.end(10);
        run.command(400, command);
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 1000L);
        assertThat(run.machine.calls().kills()).singleElement().asString().endsWith(" 1002");
        assertThat(run.killTimes()).containsExactly(2000L);
    }

    @Test
    void aSignalForADeadProcessComesBeforeTheDeathOfTheNext() {
        run.end(10);
        run.command(400, "hi");
        run.end(1010);
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 1000L, 2000L);
        assertThat(run.machine.calls().kills()).containsExactly("HUP 1002", "INT 1003");
        assertThat(run.killTimes()).containsExactly(2000L, 3000L);
    }

    @Test
    void aPauseForADeadProcessPausesTheNext() {
        run.end(10);
        run.command(400, "p");
        run.until(20_000);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "0u", "1002u", "1002pu");
    }

    @Test
    void exitBehindASignalForADeadProcessEndsWithTheNext() {
        run.end(10);
        run.command(400, "tx");
        run.end(2010);
        assertThat(run.toExit()).isZero();
        assertThat(run.passed()).isEqualTo(2010);
        assertThat(run.machine.calls().kills()).containsExactly("TERM 1002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"o", "uo"})
    void onceForADeadProcessMeansOneMoreRun(String commands) {
        run.end(10);
        run.command(400, commands);
        run.end(5000);
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 1000L);
        assertThat(run.statuses()).endsWith("0u", "1002u", "1002-", "0-");
    }

    @Test
    void onceForAProcessThatDiesAfterwardsMeansThatProcess() {
        run.command(400, "o");
        run.end(500);
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001-", "0-");
    }

    @Test
    void onceTwiceMeansTwoRuns() {
        run.normallyDown();
        run.command(5000, "o");
        run.end(5010);
        run.command(5500, "o");
        run.end(6010);
        run.until(20_000);
        assertThat(run.starts()).containsExactly(5000L, 6000L);
        assertThat(run.statuses()).endsWith("0-");
    }

    @Test
    void onceForALivingProcessWithADeadOrphanMeansThatProcess() {
        run.at(100, () -> run.machine.children().inheritEnded(77, 0));
        run.command(400, "o");
        run.end(3000);
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001-", "0-");
    }

    @Test
    void exitBehindOnceForADeadProcessComesAfterOneMoreRun() {
        run.end(10);
        run.command(400, "ox");
        run.end(1500);
        assertThat(run.toExit()).isZero();
        assertThat(run.passed()).isEqualTo(1500);
        assertThat(run.starts()).containsExactly(0L, 1000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "x", "dx"})
    void downAndExitDoNotWaitForTheNextProcess(String commands) {
        run.end(10);
        run.command(400, commands);
        run.at(401, () -> assertThat(run.status().pid()).isZero());
        if (commands.contains("x")) {
            assertThat(run.toExit()).isZero();
        } else {
            run.until(20_000);
        }
        assertThat(run.starts()).containsExactly(0L);
    }

    @Test
    void crashLoopHandlesOneSignalPerStart() {
        crashLoop();
        run.command(100, "hdx");
        assertThat(run.toExit()).isZero();
        assertThat(run.machine.calls().kills()).containsExactly("HUP 1002", "TERM 1003", "CONT 1003");
        assertThat(run.killTimes()).containsOnly(2000L);
        assertThat(run.passed()).isEqualTo(2005);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "p", "t"})
    void crashLoopReachesTheLastCommand(String command) {
        crashLoop();
        run.command(100, command.repeat(200) + "dx");
        assertThat(run.toExit()).isZero();
        assertThat(run.starts()).hasSize(202);
        assertThat(run.passed()).isEqualTo(201_005);
        assertThat(run.machine.calls().of("poll")).hasSizeLessThan(4 * 202);
    }

    @Test
    void keepsTheSecondIfPollFails() {
        run.machine.calls().failOn("poll", Errno.ENOMEM);
        run.end(10);
        run.command(20, "hd");
        run.until(5000);
        assertThat(run.machine.calls().kills()).containsExactly("HUP 1002", "TERM 1002", "CONT 1002");
        assertThat(run.killTimes()).containsOnly(2000L);
    }

    @Test
    void keepsCommandsInAPlainFileInOrder() {
        run.machine.tree().directory(SuperviseRun.DIRECTORY + "/supervise");
        run.machine.tree().file(SuperviseRun.DIRECTORY + "/supervise/control", "hoi");
        run.until(10_000);
        assertThat(run.machine.calls().kills()).containsExactly("HUP 1001", "INT 1001");
        assertThat(run.killTimes()).containsOnly(1000L);
        assertThat(run.machine.calls().of("poll")).hasSizeLessThan(20);
    }

    @Test
    void retriesTheStatusWhileWaiting() {
        run.machine.failOn("rename", Errno.ENOSPC);
        run.at(1, () -> run.machine.calls().succeed("rename"));
        run.command(100, "h");
        run.until(1001);
        assertThat(run.machine.tree().exists("/service/a/supervise/status")).isTrue();
        assertThat(run.machine.clock().passed()).isEqualTo(Duration.ofMillis(1001));
    }
}
