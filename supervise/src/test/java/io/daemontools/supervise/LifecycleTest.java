package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service whose directory has files of {@link io.daemontools.service.SettingsFiles}. Its first process is 1001. */
class LifecycleTest extends SettingsFixture {
    @Test
    void withoutFilesThereIsNoState() {
        run.end(2000);
        run.until(5000);
        assertThat(machine.tree().exists("supervise/state")).isFalse();
    }

    @Test
    void whatEndsTooOftenHasFailed() {
        file("restart-limit-count", "2");
        ends(2000, 0);
        ends(4000, 0);
        ends(6000, 0);
        run.command(10_000, "u");
        phaseAt(9000, ServicePhase.FAILED);
        run.until(11_000);
        assertThat(run.starts()).containsExactly(0L, 2000L, 4000L, 10_000L);
        assertThat(state().limitCount()).isZero();
        assertThat(warnings())
                .containsExactly("supervise: warning: /service/a failed and is not restarted: it has ended too often");
    }

    @Test
    void aNewIntervalBeginsWithTheFirstEndAfterTheLast() {
        file("restart-limit-count", "2");
        file("restart-limit-interval", "3");
        for (int i = 1; i <= 10; i++) {
            ends(2000L * i, 0);
        }
        run.until(30_000);
        assertThat(run.starts()).hasSize(11);
    }

    @Test
    void commandsAreNoReasonToFail() {
        file("restart-limit-count", "1");
        for (int i = 1; i <= 5; i++) {
            run.command(2000L * i, "t");
            ends(2000L * i + 10, 0);
        }
        run.until(20_000);
        assertThat(run.starts()).hasSize(6);
    }

    @Test
    void theDelayGrows() {
        file("backoff-delay", "2000");
        file("backoff-limit", "5000");
        ends(500, 0);
        ends(4500, 0);
        ends(10_000, 0);
        ends(20_500, 0);
        phaseAt(1500, ServicePhase.BACKING_OFF);
        run.until(30_000);
        // The first end is noticed after a second: 1000 + 2000. 4500 + 4000, 10000 + 5000; the fourth lasts 5.5
        // seconds.
        assertThat(run.starts()).containsExactly(0L, 3000L, 8500L, 15_000L, 20_500L);
    }

    @Test
    void theDelayIsNotLessThanTheSecondBetweenStarts() {
        file("backoff-delay", "0");
        for (int i = 0; i < 5; i++) {
            ends(1000L * i + 10, 0);
        }
        run.until(5500);
        assertThat(run.starts()).containsExactly(0L, 1000L, 2000L, 3000L, 4000L, 5000L);
    }

    @Test
    void aCommandEndsTheDelay() {
        file("backoff-delay", "20000");
        ends(500, 0);
        run.command(3000, "u");
        run.until(4000);
        assertThat(run.starts()).containsExactly(0L, 3000L);
        assertThat(state().shortRuns()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "t"})
    void whatDoesNotStopIsKilled(String command) {
        file("timeout-kill", "1500");
        run.command(2000, command);
        phaseAt(3000, ServicePhase.STOPPING);
        run.until(10_000);
        assertThat(run.kills()).startsWith("TERM 1001").endsWith("KILL 1001");
        assertThat(run.killTimes()).startsWith(2000L).endsWith(3500L).hasSize(command.equals("d") ? 3 : 2);
    }

    @Test
    void whatStopsIsNotKilled() {
        file("timeout-kill", "1500");
        run.command(2000, "t");
        ends(2500, 0);
        run.until(10_000);
        assertThat(run.kills()).containsExactly("TERM 1001");
        assertThat(state().killAt()).isEqualTo(ServiceState.NONE);
    }

    @Test
    void aPausedServiceIsKilledToo() {
        file("timeout-kill", "1500");
        run.command(2000, "pt");
        run.until(10_000);
        assertThat(run.kills()).containsExactly("STOP 1001", "TERM 1001", "KILL 1001");
    }

    @Test
    void itsGroupIsKilled() {
        file("timeout-kill", "1500");
        file("flag-timeout-killpg", "");
        run.command(2000, "t");
        run.until(10_000);
        assertThat(run.kills()).containsExactly("TERM 1001", "KILL -1001");
    }

    @Test
    void eachSignalGoesToTheGroup() {
        file("flag-killpg", "");
        run.command(2000, "hpcd");
        run.until(3000);
        assertThat(run.kills()).containsExactly("HUP -1001", "STOP -1001", "CONT -1001", "TERM -1001", "CONT -1001");
    }

    @Test
    void otherSignalsStopAndReload() {
        file("down-signal", "INT");
        file("reload-signal", "USR1");
        run.command(2000, "htad");
        run.until(3000);
        assertThat(run.kills()).containsExactly("USR1 1001", "INT 1001", "ALRM 1001", "INT 1001", "CONT 1001");
    }

    @Test
    void filesAreReadAtEachStart() {
        file("down-signal", "INT");
        run.at(1000, () -> file("down-signal", "QUIT"));
        run.command(2000, "t");
        ends(2500, 0);
        run.at(4000, () -> machine.tree().remove("down-signal"));
        run.command(5000, "t");
        ends(5500, 0);
        run.command(7000, "t");
        run.until(8000);
        assertThat(run.kills()).containsExactly("INT 1001", "QUIT 1002", "TERM 1003");
        assertThat(machine.tree().exists("supervise/state")).isFalse();
    }

    @Test
    void aRunThatIsNotThereIsAwaited() {
        ends(100, 111);
        run.at(5500, () -> executable("run"));
        run.until(7000);
        assertThat(run.starts()).containsExactly(0L, 6000L);
    }

    @Test
    void aRunThatIsNotThereIsTriedOnCommand() {
        ends(100, 111);
        run.command(5500, "u");
        run.until(6100);
        assertThat(run.starts()).containsExactly(0L, 6000L);
    }

    @Test
    void aRunThatIsThereMayExit111() {
        executable("run");
        ends(100, 111);
        run.until(1500);
        assertThat(run.starts()).containsExactly(0L, 1000L);
    }

    /** The directory is in its place for a while. */
    @Test
    void aStateThatCannotBeWrittenIsTriedAgain() {
        machine.tree().directory(SuperviseRun.DIRECTORY + "/supervise/state");
        file("timeout-kill", "1");
        run.at(5500, () -> machine.tree().remove("supervise/state"));
        run.until(7000);
        assertThat(state().phase()).isEqualTo(ServicePhase.UP);
        assertThat(warnings())
                .containsExactly("supervise: warning: unable to write /service/a/supervise/state: is a directory");
    }

    /** Memory is checked elsewhere. */
    @Test
    void manyRunsLeaveNothingOpen() {
        for (String name : List.of("finish", "check")) {
            executable(name);
        }
        file("notification-fd", "3");
        file("timeout-kill", "1000");
        file("backoff-limit", "1000");
        for (int i = 1; i <= 1000; i++) {
            run.at(
                    2000L * i,
                    () -> machine.children().end(machine.children().last().pid(), 0));
            run.at(
                    2000L * i + 10,
                    () -> machine.children().end(machine.children().last().pid(), 0));
        }
        run.until(2_001_000);
        assertThat(times("./finish")).hasSize(1000);
        assertThat(run.starts()).hasSize(1001);
        // Standard streams, a pipe for signals, lock, control twice, ok, history, state, notification.
        assertThat(machine.descriptors().open()).hasSizeLessThanOrEqualTo(3 + 2 + 7);
    }

    @Test
    void aKillIsReported() {
        file("timeout-kill", "500");
        executable("finish");
        file("timeout-finish", "500");
        run.command(2000, "d");
        run.at(2600, () -> machine.children().end(1001, 0));
        run.until(10_000);
        assertThat(run.kills()).endsWith("KILL -1002");
        assertThat(warnings())
                .containsExactly(
                        "supervise: warning: killing /service/a, which has not stopped in time",
                        "supervise: warning: killing /service/a/finish, which has not stopped in time");
    }

    /** It ends at the same moment. */
    @Test
    void whatHasJustEndedIsNotKilled() {
        file("timeout-kill", "500");
        run.command(2000, "t");
        ends(2500, 0);
        run.until(4000);
        assertThat(run.kills()).containsExactly("TERM 1001");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aServiceThatSurvivesIsWantedUpAgain() {
        file("down-signal", "TERM");
        run.command(2000, "t");
        phaseAt(3000, ServicePhase.STOPPING);
        run.command(4000, "u");
        phaseAt(5000, ServicePhase.UP);
        run.until(6000);
        assertThat(run.starts()).hasSize(1);
    }

    @Test
    void aServiceThatIsToBeKilledStaysStopping() {
        file("timeout-kill", "5000");
        run.command(2000, "du");
        phaseAt(3000, ServicePhase.STOPPING);
        run.until(8000);
        assertThat(run.kills()).endsWith("KILL 1001");
    }

    /** Its names may have changed within the file system's resolution of time. */
    @Test
    void aNewDirectoryIsReadOnceForTheFirstStart() {
        run.until(500);
        assertThat(machine.calls().of("stat finish")).hasSize(1);
    }
}
