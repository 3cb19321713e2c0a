package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.service.FailureReason;
import io.daemontools.service.ServicePhase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service with a {@code finish}. Its first process is 1001. */
class FinishTest extends SettingsFixture {
    @Test
    void finishGetsTheExitCode() {
        executable("finish");
        ends(2000, 3);
        ends(2500, 0);
        phaseAt(2400, ServicePhase.FINISHING);
        phaseAt(2600, ServicePhase.UP);
        run.until(3000);
        assertThat(commandLines()).containsExactly("./run", "./finish 3 0 /service/a 1001", "./run");
        assertThat(run.starts()).containsExactly(0L, 2500L);
        assertThat(machine.children().started()).allMatch(child -> child.spawn().newSession());
        assertThat(state().starts()).isEqualTo(2);
        assertThat(state().ends()).isEqualTo(1);
    }

    @Test
    void finishGetsTheSignal() {
        executable("finish");
        run.at(2000, () -> machine.children().crash(1001));
        run.until(3000);
        assertThat(commandLines()).containsExactly("./run", "./finish 256 11 /service/a 1001");
    }

    @Test
    void theServiceIsDownWhenFinishIsOver() {
        executable("finish");
        run.command(2000, "d");
        ends(2100, 0);
        run.at(3000, () -> assertThat(run.status().pid()).isEqualTo(1002));
        ends(4000, 1);
        run.until(8000);
        assertThat(run.status().pid()).isZero();
        assertThat(run.starts()).containsExactly(0L);
        assertThat(state().phase()).isEqualTo(ServicePhase.DOWN);
    }

    @Test
    void aFinishThatTakesTooLongIsKilledWithItsGroup() {
        executable("finish");
        file("timeout-finish", "1500");
        ends(2000, 0);
        run.until(4000);
        assertThat(run.killTimes()).containsExactly(3500L);
        assertThat(machine.calls().kills()).containsExactly("KILL -1002");
    }

    @Test
    void finishMayTakeForever() {
        executable("finish");
        file("timeout-finish", "0");
        ends(2000, 0);
        run.command(3000, "tdaih");
        run.command(90_000, "k");
        run.until(100_000);
        assertThat(machine.calls().kills()).containsExactly("KILL -1002");
        assertThat(run.killTimes()).containsExactly(90_000L);
    }

    @Test
    void aFinishThatCannotBeStartedIsNone() {
        executable("finish");
        machine.failOn("spawn ./finish", Errno.EAGAIN);
        ends(2000, 0);
        run.until(3000);
        assertThat(run.starts()).containsExactly(0L, 2000L);
        assertThat(warnings())
                .containsExactly("supervise: warning: unable to fork for /service/a/finish: temporary failure");
    }

    @Test
    void superviseExitsAfterFinish() {
        executable("finish");
        run.command(1500, "dx");
        ends(2000, 0);
        ends(3000, 0);
        assertThat(run.toExit()).isZero();
        assertThat(run.passed()).isEqualTo(3000);
        assertThat(machine.tree().exists("supervise/state")).isFalse();
    }

    @Test
    void superviseExitsAfterTheFinishThatRuns() {
        executable("finish");
        ends(2000, 0);
        run.command(2500, "x");
        ends(3000, 0);
        assertThat(run.toExit()).isZero();
        assertThat(run.starts()).containsExactly(0L);
    }

    @Test
    void finishMayFailTheService() {
        executable("finish");
        ends(2000, 0);
        ends(2100, 125);
        run.command(5000, "tkx");
        phaseAt(4000, ServicePhase.FAILED);
        run.at(4000, () -> assertThat(state().failure()).isEqualTo(FailureReason.FINISH));
        run.at(4000, () -> assertThat(run.status().want()).isEqualTo('d'));
        assertThat(run.toExit()).isZero();
        assertThat(run.starts()).containsExactly(0L);
        assertThat(warnings())
                .containsExactly("supervise: warning: /service/a failed and is not restarted: finish exited 125");
    }

    @Test
    void aCommandStartsWhatHasFailed() {
        executable("finish");
        ends(2000, 0);
        ends(2100, 125);
        run.command(4000, "u");
        ends(6000, 0);
        ends(6100, 0);
        run.until(7000);
        assertThat(run.starts()).containsExactly(0L, 4000L, 6100L);
        assertThat(state().failure()).isEqualTo(FailureReason.NONE);
    }

    /** The command comes while finish runs, which then fails the run before. */
    @ParameterizedTest
    @ValueSource(strings = {"u", "o"})
    void aCommandDuringFinishIsForTheNextRun(String command) {
        executable("finish");
        ends(2000, 0);
        run.command(2050, command);
        ends(2100, 125);
        ends(4000, 0);
        ends(4100, 0);
        run.until(5000);
        assertThat(run.starts()).startsWith(0L, 2100L).hasSize(command.equals("u") ? 3 : 2);
        assertThat(state().failure()).isEqualTo(FailureReason.NONE);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void theLastCommandDuringFinishCounts() {
        executable("finish");
        ends(2000, 0);
        run.command(2050, "ud");
        ends(2100, 0);
        run.until(5000);
        assertThat(run.starts()).containsExactly(0L);
    }
}
