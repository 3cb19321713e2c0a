package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Signal;
import io.daemontools.service.EndCause;
import io.daemontools.service.RunEnd;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingTest {
    private static final int HUP = 1;
    private static final int KILL = 9;

    private final Ending ending = new Ending();

    private EndCause causeOf(int exitCode, int signal) {
        RunEnd end = new RunEnd();
        end.set(1, 2);
        end.setStatus(exitCode, signal);
        ending.put(end, new TestMachine().posix());
        return end.cause();
    }

    @Test
    void withoutAnythingThereIsNoCause() {
        assertThat(causeOf(0, KILL)).isEqualTo(EndCause.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "TERM, 0, 0, COMMAND",
        "KILL, 0, 9, COMMAND",
        "HUP, 0, 0, NONE",
        "HUP, 0, 1, COMMAND",
        "HUP, 0, 9, NONE",
        "CONT, 1, 0, NONE"
    })
    void aCommandIsACauseIfItsSignalEndsPrograms(Signal signal, int exitCode, int endSignal, EndCause cause) {
        ending.command(signal);
        assertThat(causeOf(exitCode, endSignal)).isEqualTo(cause);
    }

    @Test
    void aTimeoutFollowsACommand() {
        ending.command(Signal.TERM);
        ending.kill(EndCause.TIMEOUT);
        assertThat(causeOf(0, KILL)).isEqualTo(EndCause.TIMEOUT);
    }

    @Test
    void aWatchdogIsNoCauseAfterACommand() {
        ending.command(Signal.TERM);
        ending.kill(EndCause.WATCHDOG);
        assertThat(causeOf(0, KILL)).isEqualTo(EndCause.COMMAND);
        ending.reset();
        ending.kill(EndCause.WATCHDOG);
        assertThat(causeOf(0, KILL)).isEqualTo(EndCause.WATCHDOG);
        ending.reset();
        assertThat(causeOf(0, HUP)).isEqualTo(EndCause.NONE);
    }
}
