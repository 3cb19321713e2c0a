package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakeClocks;
import io.daemontools.posix.FakePosix;
import io.daemontools.posix.Spawn;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.time.Tai64nLabel;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakePosix posix = new FakePosix();
    private Service service;

    @BeforeEach
    void begin() {
        posix.tree().directory("/a/supervise");
        posix.chdir("/a");
        service = service(false);
    }

    private Service service(boolean normallyDown) {
        return new Service("/a", State.initial(normallyDown), posix, new Diagnostics("supervise", posix));
    }

    private SuperviseStatus status() {
        return StatusCodec.decode(posix.tree().bytes("supervise/status"));
    }

    private void pass(long milliseconds) {
        posix.clocks().pass(Duration.ofMillis(milliseconds));
    }

    private int starts() {
        return posix.processes().started().size();
    }

    private void startAndEnd() {
        service.tick();
        service.died();
    }

    @Test
    void startsRunInTheServiceDirectory() {
        service.tick();
        Spawn run = posix.processes().last().spawn();
        assertThat(run.arguments()).containsExactly("./run");
        assertThat(run.startFailure()).isEqualTo("supervise: fatal: unable to start /a/run: ");
        assertThat(run.directory()).isNull();
        assertThat(run.moves()).isEmpty();
    }

    @Test
    void writesPidAndStartTime() {
        service.tick();
        assertThat(status())
                .isEqualTo(new SuperviseStatus(Tai64nLabel.seconds(FakeClocks.WALL_CLOCK), 1001, false, 'u'));
    }

    @Test
    void writesAStatusBeforeTheFirstStart() {
        service.announce();
        assertThat(status()).isEqualTo(new SuperviseStatus(Tai64nLabel.seconds(FakeClocks.WALL_CLOCK), 0, false, 'u'));
    }

    @Test
    void doesNotStartWhatIsNormallyDown() {
        service = service(true);
        assertThat(service.startWithin()).isNegative();
        service.tick();
        assertThat(starts()).isZero();
    }

    @Test
    void stampsTheEndButNoCommand() {
        service.tick();
        pass(5000);
        service.on(Event.DOWN);
        assertThat(status().since()).isEqualTo(Tai64nLabel.seconds(FakeClocks.WALL_CLOCK));
        pass(1000);
        service.died();
        assertThat(status().since()).isEqualTo(Tai64nLabel.seconds(FakeClocks.WALL_CLOCK) + 6);
    }

    @Test
    void restartsAtOnceWhatRanForASecond() {
        service.tick();
        pass(1000);
        service.died();
        assertThat(starts()).isEqualTo(2);
        assertThat(status().pid()).isEqualTo(1002);
    }

    @Test
    void restartsASecondAfterTheLastStartWhatEndsBefore() {
        service.tick();
        pass(300);
        service.died();
        assertThat(starts()).isEqualTo(1);
        assertThat(status().pid()).isZero();
        assertThat(service.startWithin()).isEqualTo(700_000_000);
        pass(699);
        service.tick();
        assertThat(starts()).isEqualTo(1);
        pass(1);
        service.tick();
        assertThat(starts()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000_000_000_000_000L, 0, 3_000_000_000_000_000_000L})
    void ignoresWallClockChanges(long wallClock) {
        startAndEnd();
        posix.clocks().setWallClock(wallClock);
        assertThat(service.startWithin()).isEqualTo(SECOND.toNanos());
        pass(1000);
        service.tick();
        assertThat(starts()).isEqualTo(2);
        assertThat(status().since()).isEqualTo(Tai64nLabel.seconds(wallClock) + 1);
    }

    @Test
    void keepsACommandToStartUntilItsTime() {
        startAndEnd();
        service.on(Event.ONCE);
        assertThat(starts()).isEqualTo(1);
        assertThat(status().want()).isEqualTo('\0');
        pass(1000);
        service.tick();
        assertThat(starts()).isEqualTo(2);
    }

    @Test
    void downCancelsAPendingStart() {
        startAndEnd();
        service.on(Event.DOWN);
        assertThat(service.startWithin()).isNegative();
        assertThat(status().want()).isEqualTo('d');
    }

    @Test
    void exitsAtOnceWhenDown() {
        startAndEnd();
        service.on(Event.EXIT);
        assertThat(service.ended()).isTrue();
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void upThenExitStartsFirst() {
        startAndEnd();
        service.on(Event.UP);
        service.on(Event.EXIT);
        assertThat(service.ended()).isFalse();
        pass(1000);
        service.tick();
        assertThat(starts()).isEqualTo(2);
        service.died();
        assertThat(service.ended()).isTrue();
        assertThat(status().pid()).isZero();
        assertThat(starts()).isEqualTo(2);
    }

    @Test
    void warnsOfAFailedForkAndRetriesAfterAMinute() {
        posix.failOn("spawn", Errno.EAGAIN);
        service.tick();
        assertThat(posix.stderr())
                .isEqualTo("supervise: warning: unable to fork for /a, sleeping 60 seconds: temporary failure\n");
        assertThat(service.startWithin()).isEqualTo(60 * SECOND.toNanos());
        pass(59_999);
        service.tick();
        assertThat(posix.stderrLines()).hasSize(1);
        pass(1);
        service.tick();
        assertThat(posix.stderrLines()).hasSize(2);
        posix.calls().mend("spawn");
        pass(60_000);
        service.tick();
        assertThat(starts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"UP", "ONCE"})
    void upRetriesAFailedForkAtOnce(Event event) {
        posix.calls().failOnce("spawn", Errno.ENOMEM);
        service.tick();
        pass(400);
        service.on(event);
        assertThat(starts()).isZero();
        assertThat(service.startWithin()).isEqualTo(600_000_000);
        pass(600);
        service.tick();
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void upRetriesAFailedForkAtOnceLater() {
        posix.calls().failOnce("spawn", Errno.ENOMEM);
        service.tick();
        pass(10_000);
        service.on(Event.UP);
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void downCancelsAForkRetry() {
        posix.failOn("spawn", Errno.EAGAIN);
        service.tick();
        service.on(Event.DOWN);
        assertThat(service.startWithin()).isNegative();
    }

    @Test
    void exitsThoughItCouldNotFork() {
        posix.failOn("spawn", Errno.EAGAIN);
        service.tick();
        pass(5000);
        service.on(Event.UP);
        service.on(Event.EXIT);
        assertThat(service.ended()).isTrue();
    }

    @Test
    void exitsWhenTheLastStartCannotFork() {
        startAndEnd();
        service.on(Event.UP);
        service.on(Event.EXIT);
        posix.failOn("spawn", Errno.EAGAIN);
        pass(1000);
        service.tick();
        assertThat(service.ended()).isTrue();
    }

    @Test
    void knowsItsProcess() {
        service.tick();
        assertThat(service.runsAs(4711)).isFalse();
        assertThat(service.runsAs(1001)).isTrue();
        service.died();
        assertThat(service.runsAs(1001)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void postponesSignalsButKillForASecond(Event event) {
        boolean signal = event.compareTo(Event.PAUSE) >= 0 && event.compareTo(Event.TERMINATE) <= 0;
        assertThat(service.postpones(event)).isFalse();
        service.tick();
        assertThat(service.postpones(event)).isEqualTo(signal);
        pass(999);
        service.tick();
        assertThat(service.postpones(event)).isEqualTo(signal);
        pass(1);
        service.tick();
        assertThat(service.postpones(event)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void postponesSignalsUntilACommandedStart(Event event) {
        startAndEnd();
        assertThat(service.postpones(event)).isFalse();
        service.on(Event.ONCE);
        boolean signal = event.compareTo(Event.PAUSE) >= 0 && event.compareTo(Event.KILL) <= 0;
        assertThat(service.postpones(event)).isEqualTo(signal);
    }

    @Test
    void postponesItsDeathForASecond() {
        assertThat(service.postponesDeath()).isFalse();
        service.tick();
        assertThat(service.postponesDeath()).isTrue();
        service.on(Event.ONCE);
        assertThat(service.postponesDeath()).isTrue();
        pass(1000);
        service.tick();
        assertThat(service.postponesDeath()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "EXIT"})
    void postponesNoDeathThatIsWanted(Event event) {
        service.tick();
        service.on(event);
        assertThat(service.postponesDeath()).isFalse();
    }

    @Test
    void measuresHowMuchIsLeftOfTheFirstSecond() {
        assertThat(service.firstSecondLeft()).isNegative();
        service.tick();
        pass(300);
        assertThat(service.firstSecondLeft()).isEqualTo(700_000_000);
        pass(5000);
        assertThat(service.firstSecondLeft()).isZero();
        service.tick();
        assertThat(service.firstSecondLeft()).isNegative();
    }

    @Test
    void signalsTheProcessThatRunsNow() {
        service.tick();
        pass(1000);
        service.died();
        service.on(Event.HANGUP);
        assertThat(posix.processes().kills()).containsExactly("HUP 1002");
    }

    @Test
    void sendsNoSignalWhenDown() {
        service = service(true);
        for (Event event : Event.values()) {
            if (event != Event.UP && event != Event.ONCE && event != Event.STARTED) {
                service.on(event);
            }
        }
        assertThat(posix.calls().of("kill")).isEmpty();
    }

    @Test
    void ignoresAForbiddenKill() {
        service.tick();
        posix.failOn("kill", Errno.EPERM);
        service.on(Event.DOWN);
        assertThat(posix.calls().of("kill")).containsExactly("kill TERM 1001", "kill CONT 1001");
        assertThat(status()).isEqualTo(new SuperviseStatus(status().since(), 1001, false, 'd'));
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void worksOnWithoutAStatus() {
        posix.failOn("openTruncate", Errno.EROFS);
        service.tick();
        service.on(Event.DOWN);
        service.died();
        service.on(Event.EXIT);
        assertThat(posix.processes().kills()).containsExactly("TERM 1001", "CONT 1001");
        assertThat(service.ended()).isTrue();
        assertThat(posix.stderrLines())
                .hasSize(4)
                .containsOnly("supervise: warning: unable to open /a/supervise/status.new: read-only file system");
    }
}
