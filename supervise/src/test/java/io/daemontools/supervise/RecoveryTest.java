package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.service.RunStart;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StartReason;
import io.daemontools.service.Want;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state is of run 7, and wants the service up; the last process wants it down. */
class RecoveryTest {
    private static final long SEQUENCE = 7;

    private final ServiceState left = new ServiceState();

    @ParameterizedTest
    @CsvSource({
        "DOWN, 0, DOWN",
        "FAILED, 0, FAILED",
        "RESTARTING, 5, RESTARTING",
        "BACKING_OFF, 5, RESTARTING",
        "STARTING, 0, UP",
        "UP, 0, UP",
        "READY, 0, UP",
        "STOPPING, 0, UP",
        "FINISHING, 0, FINISHING",
        "FINISHING, 5, FINISHING_COMMANDED"
    })
    void theStateOfTheLastRun(ServicePhase phase, long startAt, Phase expected) {
        left(phase, startAt);
        assertThat(Recovery.of(left, last(StartReason.RESTART), SEQUENCE))
                .isEqualTo(new Recovery(expected, Want.UP, false, false));
    }

    private void left(ServicePhase phase, long startAt) {
        left.setPhase(phase, 1);
        left.setSequence(SEQUENCE);
        left.setStartAt(startAt);
        left.setWant(Want.UP);
    }

    private static RunStart last(StartReason reason) {
        RunStart start = new RunStart();
        start.set(SEQUENCE, reason, Want.DOWN, 1);
        return start;
    }

    /** A run has been started since, and has ended. */
    @ParameterizedTest
    @CsvSource({"DOWN", "RESTARTING", "BACKING_OFF", "FINISHING", "UP"})
    void aRunAfterTheState(ServicePhase phase) {
        left(phase, 5);
        assertThat(Recovery.of(left, last(StartReason.RESTART), SEQUENCE + 1))
                .isEqualTo(new Recovery(Phase.UP, Want.DOWN, false, true));
        assertThat(Recovery.of(left, null, SEQUENCE + 1)).isEqualTo(new Recovery(Phase.UP, Want.UP, false, true));
    }

    /** The run of the state has ended since, or its finish was adopted; finish has ended, too. */
    @ParameterizedTest
    @CsvSource({
        "UP, 0, FINISHING, true",
        "READY, 0, FINISHING, true",
        "FINISHING, 0, FINISHING, false",
        "FINISHING, 5, FINISHING_COMMANDED, false"
    })
    void aFinishAfterTheState(ServicePhase phase, long startAt, Phase expected, boolean endMissed) {
        left(phase, startAt);
        assertThat(Recovery.of(left, last(StartReason.FINISH), SEQUENCE + 1))
                .isEqualTo(new Recovery(expected, Want.DOWN, endMissed, false));
    }
}
