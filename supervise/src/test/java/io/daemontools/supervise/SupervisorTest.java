package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Spawn;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.simulation.unit.TestClock;
import io.daemontools.simulation.unit.TestMachine;
import io.daemontools.time.Tai64nLabel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts, their times, and the status after them. */
class SupervisorTest {
    private static final long BEGINNING = Tai64nLabel.seconds(TestClock.WALL_CLOCK);

    private final SuperviseRun run = new SuperviseRun();
    private final TestMachine machine = run.machine;

    /** The service is down, and may not be started again before the second after its start is over. */
    private void downAfter200Milliseconds() {
        run.command(100, "d");
        run.end(200);
    }

    @Test
    void startsRunInTheServiceDirectory() {
        run.until(1);
        Spawn spawn = machine.children().last().spawn();
        assertThat(spawn.arguments()).containsExactly("./run");
        assertThat(spawn.startFailure()).isEqualTo("supervise: fatal: unable to start /service/a/run: ");
        assertThat(spawn.directory()).isNull();
        assertThat(spawn.moves()).isEmpty();
    }

    @Test
    void writesPidAndStartTime() {
        run.until(1);
        assertThat(run.status()).isEqualTo(new SuperviseStatus(BEGINNING, 1001, false, 'u'));
    }

    @Test
    void writesAStatusBeforeTheFirstStart() {
        machine.failOn("spawn", Errno.EAGAIN);
        run.until(1);
        assertThat(run.status()).isEqualTo(new SuperviseStatus(BEGINNING, 0, false, 'u'));
    }

    @Test
    void doesNotStartWhatIsNormallyDown() {
        run.normallyDown();
        run.until(10_000_000);
        assertThat(run.starts()).isEmpty();
        assertThat(run.statuses()).containsExactly("0d");
    }

    @Test
    void timeChangesAtStartsAndExitsOnly() {
        run.command(5000, "d");
        run.at(5500, () -> assertThat(run.status()).isEqualTo(new SuperviseStatus(BEGINNING, 1001, false, 'd')));
        run.end(6000);
        run.until(6001);
        assertThat(run.status()).isEqualTo(new SuperviseStatus(BEGINNING + 6, 0, false, 'd'));
    }

    @Test
    void restartsAtOnceAfterASecond() {
        run.end(1000);
        run.until(1001);
        assertThat(run.starts()).containsExactly(0L, 1000L);
        assertThat(run.status().pid()).isEqualTo(1002);
    }

    @Test
    void restartsASecondAfterTheLastStart() {
        run.end(300);
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 1000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000_000_000_000_000L, 0, 3_000_000_000_000_000_000L})
    void ignoresWallClockChanges(long wallClock) {
        downAfter200Milliseconds();
        run.command(300, "u");
        run.at(400, () -> machine.clock().setWallClock(wallClock));
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 1000L);
        assertThat(run.status().since()).isEqualTo(Tai64nLabel.seconds(wallClock + 600_000_000));
    }

    @Test
    void keepsACommandedStartUntilItsTime() {
        downAfter200Milliseconds();
        run.command(300, "o");
        run.at(999, () -> assertThat(run.status().want()).isEqualTo('\0'));
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 1000L);
        assertThat(run.statuses()).endsWith("0d", "0-", "1002-");
    }

    @Test
    void downCancelsACommandedStart() {
        downAfter200Milliseconds();
        run.command(300, "ud");
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L);
        assertThat(run.status().want()).isEqualTo('d');
    }

    @Test
    void exitsAtOnceWhenDown() {
        downAfter200Milliseconds();
        run.command(300, "x");
        assertThat(run.toExit()).isZero();
        assertThat(run.passed()).isEqualTo(300);
        assertThat(run.starts()).containsExactly(0L);
    }

    @Test
    void upThenExitStartsFirst() {
        downAfter200Milliseconds();
        run.command(300, "ux");
        run.end(1500);
        assertThat(run.toExit()).isZero();
        assertThat(run.starts()).containsExactly(0L, 1000L);
        assertThat(run.status().pid()).isZero();
    }

    @Test
    void retriesAFailedForkAfterAMinute() {
        machine.failOn("spawn", Errno.EAGAIN);
        run.at(
                59_999,
                () -> assertThat(machine.stderr())
                        .isEqualTo(
                                "supervise: warning: unable to fork for /service/a, sleeping 60 seconds: temporary failure\n"));
        run.at(60_001, () -> assertThat(machine.stderrLines()).hasSize(2));
        run.at(60_002, () -> machine.calls().succeed("spawn"));
        run.until(200_000);
        assertThat(run.starts()).containsExactly(120_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u", "o"})
    void commandAfterAFailedForkWaitsForTheSecond(String command) {
        machine.calls().failOnce("spawn", Errno.ENOMEM);
        run.command(400, command);
        run.until(20_000);
        assertThat(run.starts()).containsExactly(1000L);
    }

    @Test
    void lateCommandAfterAFailedForkStartsAtOnce() {
        machine.calls().failOnce("spawn", Errno.ENOMEM);
        run.command(10_000, "u");
        run.until(20_000);
        assertThat(run.starts()).containsExactly(10_000L);
    }

    @Test
    void downCancelsTheNextAttemptToFork() {
        machine.failOn("spawn", Errno.EAGAIN);
        run.command(100, "d");
        run.until(10_000_000);
        assertThat(machine.stderrLines()).hasSize(1);
    }

    @Test
    void exitsAfterAFailedFork() {
        machine.failOn("spawn", Errno.EAGAIN);
        run.command(5000, "ux");
        assertThat(run.toExit()).isZero();
        assertThat(run.passed()).isEqualTo(5000);
    }

    @Test
    void exitsInTheMinuteAfterAFailedFork() {
        machine.failOn("spawn", Errno.EAGAIN);
        run.command(5000, "x");
        assertThat(run.toExit()).isZero();
        assertThat(run.passed()).isEqualTo(5000);
        assertThat(machine.stderrLines()).hasSize(1);
    }

    @Test
    void exitsWhenTheLastStartCannotFork() {
        downAfter200Milliseconds();
        run.at(250, () -> machine.failOn("spawn", Errno.EAGAIN));
        run.command(300, "ux");
        assertThat(run.toExit()).isZero();
        assertThat(run.passed()).isEqualTo(1000);
        assertThat(run.starts()).containsExactly(0L);
    }

    @Test
    void signalsTheProcessThatRunsNow() {
        run.end(1000);
        run.command(3000, "h");
        run.until(20_000);
        assertThat(machine.calls().kills()).containsExactly("HUP 1002");
    }

    @Test
    void sendsNoSignalWhenDown() {
        run.normallyDown();
        run.command(2000, "dpchaiq12tk");
        run.until(20_000);
        assertThat(machine.calls().of("kill")).isEmpty();
    }

    @Test
    void ignoresAForbiddenKill() {
        machine.failOn("kill", Errno.EPERM);
        run.command(2000, "d");
        run.until(20_000);
        assertThat(machine.calls().of("kill")).containsExactly("kill TERM 1001", "kill CONT 1001");
        assertThat(run.status()).isEqualTo(new SuperviseStatus(BEGINNING, 1001, false, 'd'));
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void worksWithoutAStatus() {
        machine.failOn("openTruncate", Errno.EROFS);
        run.command(2000, "d");
        run.end(3000);
        run.command(4000, "x");
        assertThat(run.toExit()).isZero();
        assertThat(machine.calls().kills()).containsExactly("TERM 1001", "CONT 1001");
        assertThat(machine.stderrLines())
                .hasSize(5)
                .containsOnly(
                        "supervise: warning: unable to open /service/a/supervise/status.new: read-only file system");
    }
}
