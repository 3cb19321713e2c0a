package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.service.HistoryFile;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StartReason;
import io.daemontools.service.StateFile;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An essential service that was started as process 500 and has ended, both before its supervise was killed or while there was none. */
class EssentialRecoveryTest {
    private static final int PID = 500;

    private final SuperviseRun run = new SuperviseRun();
    private final TestMachine machine = run.machine;
    private final Posix posix = machine.posix();
    private final Diagnostics diagnostics = new Diagnostics("supervise", posix);
    private final ServiceState left = new ServiceState();
    private ProcessIdentifier identifier;

    @BeforeEach
    void wasStarted() {
        machine.clock().pass(Duration.ofSeconds(100));
        machine.tree().directory(SuperviseRun.DIRECTORY + "/supervise");
        machine.tree().file(SuperviseRun.DIRECTORY + "/essential", "");
        posix.chdir(SuperviseRun.DIRECTORY);
        identifier = new ProcessIdentifier(posix);
        HistoryFile history = new HistoryFile(posix, diagnostics, SuperviseRun.DIRECTORY, identifier);
        history.open();
        machine.children().startOther(PID);
        history.prepare(StartReason.FIRST, Want.UP, posix.wallClock(), 0);
        history.run(posix, PID);
        history.started();
        left(ServicePhase.UP, PID, Want.ONCE);
        left.setSequence(1);
        machine.children().end(PID, 0);
    }

    private void left(ServicePhase phase, int pid, Want want) {
        left.setPhase(phase, posix.wallClock());
        left.setPid(pid);
        left.setWant(want);
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(posix.wallClock(), pid, false, want, status);
        machine.tree().file("supervise/status", Bytes.text(status, status.length));
    }

    private void publish(long otherStart) {
        long system = new ServiceProcess(SuperviseRun.DIRECTORY, new EventLoop(posix), identifier, posix, diagnostics)
                .system();
        new StateFile(posix, diagnostics, SuperviseRun.DIRECTORY, () -> system + otherStart).write(left);
    }

    private void isNotStartedAgain() {
        run.until(160_000);
        assertThat(run.starts()).isEmpty();
        assertThat(run.status().pid()).isZero();
        assertThat(run.status().want()).isEqualTo(Want.ONCE.code());
        assertThat(machine.stderr()).isEmpty();
    }

    private void isStarted() {
        run.until(101_000);
        assertThat(run.starts()).containsExactly(100_000L);
    }

    @Test
    void aRunWhoseEndNoSuperviseHasSeenIsNotRepeated() {
        publish(0);
        isNotStartedAgain();
    }

    @Test
    void aStartThatWasNotPublishedWasOne() {
        left(ServicePhase.RESTARTING, 0, Want.UP);
        left.setSequence(0);
        publish(0);
        isNotStartedAgain();
    }

    @Test
    void anEndThatWasPublishedStaysOne() {
        left(ServicePhase.DOWN, 0, Want.ONCE);
        publish(0);
        isNotStartedAgain();
    }

    /** A container has been started again with the files of the one before. */
    @Test
    void inAnotherContainerItIsStarted() {
        publish(1);
        isStarted();
    }

    /** As after {@code svc -x}. */
    @Test
    void afterASuperviseThatHasExitedItIsStarted() {
        isStarted();
    }

    @Test
    void oneThatWasNotStartedYetIsStarted() {
        left(ServicePhase.RESTARTING, 0, Want.UP);
        publish(0);
        isStarted();
    }
}
