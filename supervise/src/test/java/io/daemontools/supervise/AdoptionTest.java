package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.service.RunStart;
import io.daemontools.service.StartReason;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.Want;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The state of a service whose process is adopted. Process 500 was started at second 1000, and the service was wanted up. The status
 * before was of second 1100: the clock was set back in between.
 */
class AdoptionTest {
    private static final long SECOND = 1_000_000_000L;

    private static Adoption of(long since, int pid, boolean paused, Want want) {
        return of(since, pid, paused, want, 1100 * SECOND);
    }

    private static Adoption of(long since, int pid, boolean paused, Want want, long statusTime) {
        RunStart run = new RunStart();
        run.set(7, StartReason.RESTART, Want.UP, 1000 * SECOND);
        run.setStatusTime(statusTime);
        run.setPid(500);
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(since, pid, paused, want, status);
        return Adoption.of(run, status);
    }

    @ParameterizedTest
    @CsvSource({"UP, false", "UP, true", "DOWN, false", "DOWN, true", "ONCE, false"})
    void isThatOfAStatusAboutTheProcess(Want want, boolean paused) {
        assertThat(of(1000 * SECOND + 1, 500, paused, want)).isEqualTo(new Adoption(1000 * SECOND + 1, paused, want));
    }

    /** The supervise was killed before it wrote the start. */
    @ParameterizedTest
    @CsvSource({"DOWN", "ONCE", "UP"})
    void isThatOfTheStartIfTheStatusIsOlder(Want want) {
        assertThat(of(999 * SECOND, 0, true, want)).isEqualTo(new Adoption(1000 * SECOND, false, Want.UP));
    }

    @ParameterizedTest
    @CsvSource({"DOWN", "ONCE", "UP"})
    void isThatOfTheStartIfTheStatusIsTheOneBefore(Want want) {
        assertThat(of(1100 * SECOND, 0, true, want)).isEqualTo(new Adoption(1000 * SECOND, false, Want.UP));
    }

    /** The run before had the same process id. */
    @ParameterizedTest
    @CsvSource({"DOWN", "ONCE", "UP"})
    void isThatOfTheStartIfTheStatusBeforeHasTheSameProcessId(Want want) {
        assertThat(of(1100 * SECOND, 500, true, want)).isEqualTo(new Adoption(1000 * SECOND, false, Want.UP));
        assertThat(of(999 * SECOND, 500, true, want, 0)).isEqualTo(new Adoption(1000 * SECOND, false, Want.UP));
    }

    @Test
    void isThatOfAStatusOfTheMomentOfTheStart() {
        assertThat(of(1000 * SECOND, 500, true, Want.DOWN, 1000 * SECOND))
                .isEqualTo(new Adoption(1000 * SECOND, true, Want.DOWN));
        assertThat(of(1000 * SECOND, 500, true, Want.DOWN, 0)).isEqualTo(new Adoption(1000 * SECOND, true, Want.DOWN));
    }

    /** A supervise without a history has run in between. */
    @ParameterizedTest
    @CsvSource({"DOWN, 0", "ONCE, 600", "UP, 600"})
    void isWantedAsTheLastSuperviseWasCommanded(Want want, int pid) {
        assertThat(of(1001 * SECOND, pid, true, want)).isEqualTo(new Adoption(1000 * SECOND, false, want));
    }

    @ParameterizedTest
    @CsvSource({"-5", "0"})
    void aStatusWithoutATimeHasNone(long since) {
        assertThat(of(since, 500, true, Want.DOWN)).isEqualTo(new Adoption(1000 * SECOND, false, Want.UP));
    }
}
