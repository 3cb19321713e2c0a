package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** supervise as PID 1. The first process of the service has process id 1001. */
class ContainerProcessTest {
    private final SuperviseRun run = new SuperviseRun(1);
    private final TestMachine machine = run.machine;

    private void signal(long milliseconds, Signal signal) {
        run.at(milliseconds, () -> machine.send(signal));
    }

    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"TERM", "INT", "QUIT", "PWR", "RTMIN_3"})
    void stopsItsServiceOnASignal(Signal signal) {
        signal(2000, signal);
        run.end(2500);
        assertThat(run.toExit()).isZero();
        assertThat(run.kills()).containsExactly("TERM 1001", "CONT 1001");
        assertThat(run.passed()).isEqualTo(2500);
    }

    @Test
    void stopsItsServiceInItsFirstSecond() {
        signal(100, Signal.TERM);
        run.end(200);
        assertThat(run.toExit()).isZero();
        assertThat(run.passed()).isEqualTo(200);
    }

    @Test
    void killsItsServiceOnAnotherSignal() {
        signal(2000, Signal.TERM);
        signal(3000, Signal.TERM);
        run.end(3100);
        assertThat(run.toExit()).isZero();
        assertThat(run.kills()).contains("KILL 1001");
    }

    @Test
    void endsAtOnceIfItsServiceIsDown() {
        run.normallyDown();
        signal(2000, Signal.TERM);
        assertThat(run.toExit()).isZero();
        assertThat(run.passed()).isEqualTo(2000);
    }

    @Test
    void endsWithTheExitCodeOfAnEssentialService() {
        machine.tree().file(SuperviseRun.DIRECTORY + "/essential", "");
        run.at(2000, () -> machine.children().end(1001, 77));
        assertThat(run.toExit()).isEqualTo(77);
    }

    @Test
    void endsWithTheSignalOfAnEssentialService() {
        machine.tree().file(SuperviseRun.DIRECTORY + "/essential", "");
        run.at(2000, () -> machine.children().crash(1001));
        assertThat(run.toExit()).isEqualTo(128 + 11);
    }

    @Test
    void restartsAnotherService() {
        run.end(2000);
        run.until(3000);
        assertThat(run.starts()).hasSize(2);
    }
}
