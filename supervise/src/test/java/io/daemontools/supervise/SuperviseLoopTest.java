package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.service.StatusCodec;
import org.junit.jupiter.api.Test;

class SuperviseLoopTest {
    private final SuperviseRun run = new SuperviseRun();

    @Test
    void startsAtOnceAndAgainWhenItEnds() {
        run.end(5000);
        run.end(9000);
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 5000L, 9000L);
    }

    @Test
    void startsAtMostOnceASecond() {
        run.end(10);
        run.end(1010);
        run.end(2500);
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 1000L, 2000L, 3000L);
    }

    @Test
    void startsOnTimeAfterWallClockChanges() {
        run.end(10);
        run.at(500, () -> run.machine.clock().setWallClock(0));
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 1000L);
    }

    @Test
    void downCancelsAStartThatHasToWait() {
        run.command(100, "d");
        run.end(200);
        run.command(300, "u");
        run.command(500, "d");
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001d", "0d", "0u", "0d");
    }

    @Test
    void exitWaitsForACommandedStart() {
        run.command(100, "d");
        run.end(200);
        run.command(300, "ux");
        run.end(1500);
        assertThat(run.toExit()).isZero();
        assertThat(run.starts()).containsExactly(0L, 1000L);
        assertThat(run.passed()).isEqualTo(1500);
    }

    @Test
    void waitsForAtMostAnHour() {
        run.until(2 * 3_600_000);
        assertThat(run.machine.calls().of("poll")).hasSize(3).startsWith("poll 1000000us", "poll 3600000000us");
    }

    @Test
    void retriesAFailedForkEveryMinute() {
        run.machine.failOn("spawn", Errno.EAGAIN);
        run.at(150_000, () -> run.machine.calls().succeed("spawn"));
        run.until(1_000_000);
        assertThat(run.machine.stderrLines())
                .hasSize(3)
                .containsOnly(
                        "supervise: warning: unable to fork for /service/a, sleeping 60 seconds: temporary failure");
        assertThat(run.starts()).containsExactly(180_000L);
    }

    @Test
    void handlesAnExitBeforeACommand() {
        run.at(5000, () -> run.machine.children().end(1001, 0));
        run.command(5000, "d");
        run.until(20_000);
        assertThat(run.machine.calls().kills()).containsExactly("TERM 1002", "CONT 1002");
        assertThat(run.statuses()).containsExactly("0u", "1001u", "0u", "1002u", "1002d");
    }

    @Test
    void handlesOneCommandPerTurn() {
        run.machine.calls().whenMade("kill TERM", () -> run.machine.children().end(1001, 0));
        run.command(5000, "do");
        run.until(20_000);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001d", "0d", "1002-", "1002-");
        assertThat(run.machine.calls().of("read")).hasSize(2);
    }

    @Test
    void takesCommandsInTheirOrder() {
        run.command(2000, "pchaiq12tk");
        run.until(20_000);
        assertThat(run.machine.calls().kills())
                .containsExactly(
                        "STOP 1001",
                        "CONT 1001",
                        "HUP 1001",
                        "ALRM 1001",
                        "INT 1001",
                        "QUIT 1001",
                        "USR1 1001",
                        "USR2 1001",
                        "TERM 1001",
                        "KILL 1001");
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001pu", "1001u");
    }

    @Test
    void ignoresBytesThatAreNoCommands() {
        run.command(2000, "\u0000U\n 03\u00ff\u00f5");
        run.command(3000, "h");
        run.until(20_000);
        assertThat(run.machine.calls().kills()).containsExactly("HUP 1001");
        assertThat(run.statuses()).hasSize(2);
    }

    @Test
    void reapsOrphansWithoutSideEffects() {
        run.at(2000, () -> {
            run.machine.children().inheritEnded(77, 0);
            run.machine.children().end(1001, 0);
            run.machine.children().inheritEnded(78, 1);
        });
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 2000L);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "0u", "1002u");
    }

    @Test
    void ignoresAnEarlierChildOfThePid() {
        run.end(2000);
        run.at(3000, () -> run.machine.children().inheritEnded(1001, 0));
        run.until(20_000);
        assertThat(run.starts()).containsExactly(0L, 2000L);
    }

    @Test
    void exitsOnceTheServiceIsDown() {
        run.command(2000, "dx");
        run.end(3000);
        assertThat(run.toExit()).isZero();
        assertThat(run.machine.clock().passed()).hasMillis(3000);
        assertThat(run.starts()).containsExactly(0L);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001d", "1001d", "0d");
    }

    @Test
    void leavesCommandsThatArriveAtTheEnd() {
        run.command(1000, "x");
        run.end(2000);
        run.command(2000, "u");
        assertThat(run.toExit()).isZero();
        assertThat(run.starts()).containsExactly(0L);
        assertThat(run.statuses()).containsExactly("0u", "1001u", "1001u", "0u");
    }

    @Test
    void doesNotSpinOnAFileInPlaceOfTheFifo() {
        run.machine.tree().directory("/service/a/supervise");
        run.machine.tree().file("/service/a/supervise/control", "p");
        run.until(10_000);
        assertThat(run.machine.calls().kills()).containsExactly("STOP 1001");
        assertThat(run.machine.calls().of("poll")).hasSizeLessThan(15);
    }

    @Test
    void continuesIfTheControlFifoIsEmpty() {
        run.machine.calls().failOnce("read", Errno.EAGAIN);
        run.command(2000, "h");
        run.until(20_000);
        assertThat(run.machine.calls().kills()).containsExactly("HUP 1001");
    }

    @Test
    void survivesAFailedPoll() {
        run.machine.calls().failOn("poll", Errno.ENOMEM);
        run.command(2000, "h");
        run.end(4000);
        run.until(8000);
        assertThat(run.machine.calls().kills()).containsExactly("HUP 1001");
        assertThat(run.starts()).containsExactly(0L, 4000L);
    }

    @Test
    void survivesAFailedRead() {
        run.machine.calls().failOnce("read", Errno.EIO);
        run.command(2000, "h");
        run.until(20_000);
        assertThat(run.machine.calls().kills()).containsExactly("HUP 1001");
    }

    @Test
    void writesTheStatusAsSoonAsItCan() {
        run.at(1500, () -> run.machine.failOn("rename", Errno.ENOSPC));
        run.end(2000);
        run.at(4500, () -> run.machine.calls().succeed("rename"));
        run.until(20_000);
        assertThat(StatusCodec.decode(run.machine.tree().bytes("supervise/status"))
                        .pid())
                .isEqualTo(1002);
        assertThat(run.machine.stderrLines())
                .hasSize(2)
                .containsOnly("supervise: warning: unable to rename /service/a/supervise/status.new to status:"
                        + " out of disk space");
        assertThat(run.machine.calls().of("poll")).hasSizeLessThan(12);
    }
}
