package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Errno;
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
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A state that is not read, not used, or older than the history. The service was started as process 500. */
class UnusedStateTest {
    private static final int RUN = 500;

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
        machine.tree().file(SuperviseRun.DIRECTORY + "/notification-fd", "3");
        posix.chdir(SuperviseRun.DIRECTORY);
        identifier = new ProcessIdentifier(posix);
        history = new HistoryFile(posix, diagnostics, SuperviseRun.DIRECTORY, identifier);
        history.open();
        process(StartReason.FIRST);
        left.setSequence(1);
        left.setPid(RUN);
        left.setWant(Want.UP);
        left.setPhase(ServicePhase.READY, posix.wallClock());
        left.setReady(true, posix.wallClock());
        left.setCounts(1, 0);
    }

    private void process(StartReason reason) {
        machine.children().startOther(RUN);
        history.prepare(reason, Want.UP, posix.wallClock(), 0);
        history.run(posix, RUN);
        history.started();
    }

    private void ended() {
        machine.children().end(RUN, 3);
        RunEnd end = new RunEnd();
        end.set(history.lastSequence(), posix.wallClock());
        end.setStatus(3, 0);
        history.end(end);
    }

    private void publish() {
        long system = new ServiceProcess(SuperviseRun.DIRECTORY, new EventLoop(posix), identifier, posix, diagnostics)
                .system();
        new StateFile(posix, diagnostics, SuperviseRun.DIRECTORY, () -> system).write(left);
    }

    private ServiceState state() {
        ServiceState state = new ServiceState();
        assertThat(StateCodec.decode(machine.tree().bytes("supervise/state"), state))
                .isTrue();
        return state;
    }

    /** The next supervise finds all that this one could not read. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsStartedOrWrittenBeforeTheStateIsKnown(boolean runs) {
        if (!runs) {
            ended();
            left.setPid(0);
            left.setPhase(ServicePhase.FAILED, posix.wallClock());
            left.setReady(false, ServiceState.NONE);
            left.setFailure(FailureReason.FINISH);
            left.setWant(Want.DOWN);
        }
        publish();
        String before = machine.tree().content("supervise/history");
        machine.calls().whenMade("stat finish", () -> machine.failOn("openReadWrite", Errno.EMFILE));
        assertThat(run.toExit()).isEqualTo(111);
        assertThat(run.starts()).isEmpty();
        assertThat(machine.tree().content("supervise/history")).isEqualTo(before);
        assertThat(machine.stderr())
                .isEqualTo("supervise: fatal: unable to read /service/a/supervise/state: process cannot open more"
                        + " files\n");
    }

    @Test
    void nothingIsStartedWhileTheStartOfTheSystemIsNotKnown() {
        publish();
        machine.failOn("serialNumber 1", Errno.ENFILE);
        assertThat(run.toExit()).isEqualTo(111);
        assertThat(run.starts()).isEmpty();
        assertThat(machine.stderr())
                .isEqualTo("supervise: fatal: unable to read /service/a/supervise/state: system cannot open more"
                        + " files\n");
    }

    /** It is known later whether {@code finish} has run. */
    @Test
    void nothingIsStartedWhileTheLastEndIsNotKnown() {
        publish();
        ended();
        process(StartReason.FINISH);
        ended();
        machine.calls().whenMade("pread", () -> {
            List<String> reads = machine.calls().of("pread");
            if (reads.size() > 1 && reads.get(reads.size() - 2).endsWith(" " + StateCodec.SIZE + " 0")) {
                machine.calls().failOnce("pread", Errno.ENOMEM);
            }
        });
        assertThat(run.toExit()).isEqualTo(111);
        assertThat(machine.children().commandLines()).isEmpty();
        assertThat(machine.stderr())
                .isEqualTo("supervise: fatal: unable to look for the process of /service/a: out of memory\n");
    }

    /** Each supervise was killed before it could publish the state. */
    @Test
    void aReadyServiceStaysReadyAfterAnyNumberOfKills() {
        publish();
        for (int i = 0; i < 100; i++) {
            HistoryFile reopened = new HistoryFile(posix, diagnostics, SuperviseRun.DIRECTORY, identifier);
            assertThat(reopened.open()).isTrue();
            reopened.adopted(Want.UP);
        }
        run.until(101_000);
        assertThat(state().phase()).isEqualTo(ServicePhase.READY);
        assertThat(state().readySince()).isEqualTo(left.readySince());
    }

    /** It was started after the last state, whose process had the same id. */
    @ParameterizedTest
    @EnumSource(
            value = StartReason.class,
            names = {"RESTART", "FINISH"})
    void aStateOfTheProcessBeforeIsNotThatOfTheAdoptedOne(StartReason reason) {
        publish();
        ended();
        process(reason);
        boolean finishing = reason == StartReason.FINISH;
        run.at(100_500, () -> {
            assertThat(state().phase()).isEqualTo(finishing ? ServicePhase.FINISHING : ServicePhase.UP);
            assertThat(state().ready()).isFalse();
            assertThat(state().starts()).isEqualTo(finishing ? 1 : 2);
            assertThat(state().ends()).isEqualTo(finishing ? 1 : 0);
        });
        run.until(101_000);
    }
}
