package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.service.FailureReason;
import io.daemontools.service.HistoryFile;
import io.daemontools.service.RunEnd;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StartReason;
import io.daemontools.service.StateCodec;
import io.daemontools.service.StateFile;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A supervise whose predecessor was killed in some phase. The service was started as process 500 ten seconds before, its finish as 501. */
class RecoveredServiceTest {
    private static final int RUN = 500;
    private static final int FINISH = 501;
    private final SuperviseRun run = new SuperviseRun();
    private final TestMachine machine = run.machine;
    private final Posix posix = machine.posix();
    private final Diagnostics diagnostics = new Diagnostics("supervise", posix);
    private final ServiceState left = new ServiceState();
    private HistoryFile history;
    private ProcessIdentifier identifier;

    @BeforeEach
    void wasStarted() {
        machine.clock().pass(Duration.ofSeconds(100));
        machine.tree().directory(SuperviseRun.DIRECTORY + "/supervise");
        machine.tree().executable(SuperviseRun.DIRECTORY + "/finish");
        posix.chdir(SuperviseRun.DIRECTORY);
        identifier = new ProcessIdentifier(posix);
        history = new HistoryFile(posix, diagnostics, SuperviseRun.DIRECTORY, identifier);
        history.open();
        process(StartReason.FIRST, RUN);
        left.setSequence(1);
        left.setPid(RUN);
        left.setWant(Want.UP);
        left.setPhase(ServicePhase.UP, posix.wallClock() - 10 * Posix.SECOND);
        left.setStartedAt(posix.monotonicClock() - 10 * Posix.SECOND);
        left.setCounts(1, 0);
    }

    /** It runs, and the history has its start. */
    private void process(StartReason reason, int pid) {
        machine.children().startOther(pid);
        history.prepare(reason, Want.UP, posix.wallClock() - 10 * Posix.SECOND, 0);
        history.run(posix, pid);
        history.started();
    }

    /** It has ended, as the killed supervise has written to the history. */
    private void ended(int pid, int exitCode) {
        machine.children().end(pid, exitCode);
        RunEnd end = new RunEnd();
        end.set(history.lastSequence(), posix.wallClock());
        end.setStatus(exitCode, 0);
        history.end(end);
    }

    private void publish() {
        long system = new ServiceProcess(SuperviseRun.DIRECTORY, new EventLoop(posix), identifier, posix, diagnostics)
                .system();
        new StateFile(posix, diagnostics, SuperviseRun.DIRECTORY, () -> system).write(left);
    }

    private void file(String name, String content) {
        machine.tree().file(SuperviseRun.DIRECTORY + '/' + name, content);
    }

    private long in(long milliseconds) {
        return posix.monotonicClock() + milliseconds * 1_000_000;
    }

    private void phase(ServicePhase phase) {
        left.setPhase(phase, posix.wallClock() - 3 * Posix.SECOND);
    }

    private void withoutProcess(ServicePhase phase) {
        ended(RUN, 3);
        left.setPid(0);
        phase(phase);
    }

    /** Runs for so long after the machine's first 100 seconds. */
    private void runFor(long milliseconds) {
        run.until(100_000 + milliseconds);
    }

    private void at(long milliseconds, Runnable happening) {
        run.at(100_000 + milliseconds, happening);
    }

    private void ends(long milliseconds, int pid, int exitCode) {
        at(milliseconds, () -> machine.children().end(pid, exitCode));
    }

    private List<Long> starts() {
        return run.starts().stream().map(start -> start - 100_000).toList();
    }

    private List<String> finishes() {
        return machine.children().commandLines().stream()
                .filter(line -> line.startsWith("./finish"))
                .toList();
    }

    private List<String> signals() {
        return machine.calls().of("signalProcess").stream()
                .map(call -> call.split(" ", -1)[2])
                .toList();
    }

    private ServiceState state() {
        ServiceState state = new ServiceState();
        assertThat(StateCodec.decode(machine.tree().bytes("supervise/state"), state))
                .isTrue();
        return state;
    }

    @Test
    void aReadyServiceStaysReady() {
        file("notification-fd", "3");
        phase(ServicePhase.READY);
        left.setReady(true, posix.wallClock() - 3 * Posix.SECOND);
        publish();
        runFor(1000);
        assertThat(state())
                .usingRecursiveComparison()
                .ignoringFields("sequence")
                .isEqualTo(left);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void aServiceIsStillAwaitedUntilItIsReady() {
        file("notification-fd", "3");
        FifoPeer service = machine.tree().fifo(SuperviseRun.DIRECTORY + "/supervise/notification");
        service.openedByReader();
        service.openedByWriter();
        phase(ServicePhase.STARTING);
        publish();
        at(500, () -> assertThat(state().phase()).isEqualTo(ServicePhase.STARTING));
        at(600, () -> machine.tree().fifoAt("supervise/notification").put("\n"));
        runFor(1000);
        assertThat(state().phase()).isEqualTo(ServicePhase.READY);
    }

    /** It was ready in the moment without a supervise, and has closed the descriptor. */
    @Test
    void aDescriptorThatIsClosedCountsAsReady() {
        file("notification-fd", "3");
        machine.tree().fifo(SuperviseRun.DIRECTORY + "/supervise/notification");
        phase(ServicePhase.STARTING);
        publish();
        runFor(1000);
        assertThat(state().phase()).isEqualTo(ServicePhase.READY);
    }

    @Test
    void aServiceThatStopsIsKilledInTime() {
        file("timeout-kill", "60000");
        phase(ServicePhase.STOPPING);
        file("restart-limit-count", "9");
        left.setStopping(true);
        left.setCommanded(true);
        left.setKillAt(in(2500));
        publish();
        at(1000, () -> assertThat(state().phase()).isEqualTo(ServicePhase.STOPPING));
        ends(4000, RUN, 0);
        at(4500, () -> assertThat(state().limitCount()).isZero());
        runFor(5000);
        assertThat(signals()).containsExactly("KILL");
    }

    @Test
    void aFinishIsNotTakenForTheService() {
        ended(RUN, 3);
        process(StartReason.FINISH, FINISH);
        phase(ServicePhase.FINISHING);
        left.setSequence(2);
        left.setPid(FINISH);
        left.setKillAt(in(4000));
        publish();
        at(500, () -> assertThat(state().phase()).isEqualTo(ServicePhase.FINISHING));
        at(
                500,
                () -> assertThat(history.open() && history.last().reason() == StartReason.FINISH)
                        .as("the next supervise takes it for finish, too")
                        .isTrue());
        ends(1000, FINISH, 0);
        runFor(3000);
        assertThat(starts()).containsExactly(1000L);
        assertThat(finishes()).isEmpty();
    }

    @Test
    void aFinishIsKilledInTime() {
        ended(RUN, 3);
        process(StartReason.FINISH, FINISH);
        phase(ServicePhase.FINISHING);
        left.setSequence(2);
        left.setPid(FINISH);
        left.setKillAt(in(2000));
        publish();
        at(1999, () -> assertThat(machine.calls().kills()).isEmpty());
        runFor(2100);
        assertThat(machine.calls().kills()).containsExactly("KILL -501");
    }

    /** It was started after the last state: it has its whole time again, and the end of the run is counted now. */
    @Test
    void aFinishThatWasNotPublishedIsKilledInTime() {
        file("restart-limit-count", "9");
        ended(RUN, 3);
        process(StartReason.FINISH, FINISH);
        publish();
        at(1000, () -> assertThat(state().limitCount()).isEqualTo(1));
        runFor(6000);
        assertThat(machine.calls().kills()).containsExactly("KILL -501");
        assertThat(state().ends()).isEqualTo(1);
    }

    @Test
    void aStartDuringFinishIsStillMade() {
        ended(RUN, 3);
        process(StartReason.FINISH, FINISH);
        phase(ServicePhase.FINISHING);
        left.setWant(Want.ONCE);
        left.setStartAt(in(0));
        left.setSequence(2);
        left.setPid(FINISH);
        publish();
        ends(1000, FINISH, 125);
        runFor(3000);
        assertThat(starts()).containsExactly(1000L);
    }

    @Test
    void anEndWithoutSuperviseIsFinished() {
        publish();
        machine.children().end(RUN, 3);
        runFor(100);
        assertThat(finishes()).containsExactly("./finish 256 0 /service/a 500");
        assertThat(starts()).isEmpty();
    }

    /** The killed supervise has reaped the run, and has not started its finish. */
    @Test
    void anEndInTheHistoryIsFinishedWithItsExitCode() {
        ended(RUN, 3);
        publish();
        runFor(100);
        assertThat(finishes()).containsExactly("./finish 3 0 /service/a 500");
    }

    @Test
    void anEndIsFinishedOnce() {
        ended(RUN, 3);
        process(StartReason.FINISH, FINISH);
        machine.children().end(FINISH, 0);
        publish();
        runFor(100);
        assertThat(finishes()).isEmpty();
        assertThat(starts()).containsExactly(0L);
        assertThat(state().ends()).isEqualTo(1);
    }

    @Test
    void aFailureOfFinishInTheHistoryCounts() {
        ended(RUN, 3);
        process(StartReason.FINISH, FINISH);
        ended(FINISH, 125);
        phase(ServicePhase.FINISHING);
        left.setSequence(2);
        left.setPid(FINISH);
        publish();
        runFor(5000);
        assertThat(starts()).isEmpty();
        assertThat(state().phase()).isEqualTo(ServicePhase.FAILED);
        assertThat(state().failure()).isEqualTo(FailureReason.FINISH);
    }

    /** The run was started after the last state, which shows none, and has ended. */
    @Test
    void aRunThatWasNotPublishedIsFinished() {
        left.setSequence(0);
        left.setPid(0);
        phase(ServicePhase.RESTARTING);
        left.setStartAt(in(-10_000));
        publish();
        machine.children().end(RUN, 3);
        runFor(100);
        assertThat(finishes()).containsExactly("./finish 256 0 /service/a 500");
    }

    /** It lasts from its own start, not from that of the run before, which the state shows. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunThatWasNotPublishedIsStillTooShort(boolean running) {
        file("backoff-limit", "20000");
        left.setSequence(0);
        left.setPid(0);
        left.setShortRuns(4);
        left.setStartedAt(in(-90_000));
        phase(ServicePhase.BACKING_OFF);
        publish();
        if (running) {
            ends(50, RUN, 3);
        } else {
            machine.children().end(RUN, 3);
        }
        runFor(100);
        assertThat(state().shortRuns()).isEqualTo(5);
    }

    @Test
    void aDelayGoesOn() {
        file("backoff-delay", "30000");
        withoutProcess(ServicePhase.BACKING_OFF);
        left.setShortRuns(4);
        left.setStartAt(in(5000));
        publish();
        at(1000, () -> assertThat(state().phase()).isEqualTo(ServicePhase.BACKING_OFF));
        at(1000, () -> assertThat(state().shortRuns()).isEqualTo(4));
        runFor(6000);
        assertThat(starts()).containsExactly(5000L);
        assertThat(finishes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DOWN, d", "FAILED, d"})
    void whatIsDownStaysDown(ServicePhase phase, char want) {
        withoutProcess(phase);
        left.setWant(Want.DOWN);
        publish();
        runFor(5000);
        assertThat(starts()).isEmpty();
        assertThat(run.status().want()).isEqualTo(want);
        assertThat(state().phase()).isEqualTo(phase);
        assertThat(state().since()).isEqualTo(left.since());
        assertThat(finishes()).isEmpty();
    }

    @Test
    void withoutAStateItIsStarted() {
        ended(RUN, 3);
        runFor(100);
        assertThat(starts()).containsExactly(0L);
        assertThat(finishes()).isEmpty();
    }

    /** One that is older than the history by more than was not published, or newer. */
    @ParameterizedTest
    @CsvSource({"-9", "2"})
    void aStateOfAnotherTimeIsNotUsed(long sequence) {
        withoutProcess(ServicePhase.FAILED);
        left.setSequence(sequence);
        publish();
        runFor(100);
        assertThat(starts()).containsExactly(0L);
    }

    @Test
    void withoutFilesNothingIsRead() {
        withoutProcess(ServicePhase.FAILED);
        publish();
        machine.tree().remove(SuperviseRun.DIRECTORY + "/finish");
        machine.calls().forget();
        runFor(100);
        assertThat(starts()).containsExactly(0L);
        assertThat(machine.calls().of("openReadWrite")).doesNotContain("openReadWrite supervise/state");
    }

    @Test
    void aClockThatIsSetBackChangesNothing() {
        file("backoff-limit", "5000");
        machine.clock().setWallClock(1000);
        publish();
        ends(1000, RUN, 0);
        at(1100, () -> machine.children().end(machine.children().last().pid(), 0));
        runFor(1200);
        assertThat(starts()).containsExactly(1100L);
        assertThat(state().shortRuns()).isZero();
    }
}
