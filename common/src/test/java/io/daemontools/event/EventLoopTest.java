package io.daemontools.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLoopTest {
    private static final long SECOND = 1_000_000_000L;

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final EventLoop loop = new EventLoop(posix);

    private void at(long milliseconds, Runnable happening) {
        machine.clock().at(Duration.ofMillis(milliseconds), happening);
    }

    private int[] pipe() {
        int[] ends = new int[2];
        posix.pipe(ends);
        return ends;
    }

    private void write(int descriptor) {
        posix.write(descriptor, new byte[1], 0, 1);
    }

    private long passed() {
        return machine.clock().passed().toMillis();
    }

    @Test
    void waitsUntilADescriptorIsReadable() {
        int[] first = pipe();
        int[] second = pipe();
        Watch quiet = loop.watch(first[0]);
        Watch busy = loop.watch(second[0]);
        at(70, () -> write(second[1]));
        assertThat(loop.poll(EventLoop.NO_LIMIT)).isTrue();
        assertThat(passed()).isEqualTo(70);
        assertThat(quiet.ready()).isFalse();
        assertThat(busy.ready()).isTrue();
    }

    @Test
    void readinessIsThatOfTheLastPoll() {
        int[] ends = pipe();
        Watch watch = loop.watch(ends[0]);
        write(ends[1]);
        loop.poll(0);
        posix.read(ends[0], new byte[1], 0, 1);
        loop.poll(0);
        assertThat(watch.ready()).isFalse();
    }

    @Test
    void disabledWatchIsNotPolled() {
        int[] ends = pipe();
        Watch watch = loop.watch(ends[0]);
        write(ends[1]);
        watch.setEnabled(false);
        loop.poll(SECOND);
        assertThat(watch.ready()).isFalse();
        assertThat(passed()).isEqualTo(1000);
        watch.setEnabled(true);
        loop.poll(SECOND);
        assertThat(watch.ready()).isTrue();
        assertThat(passed()).isEqualTo(1000);
    }

    @Test
    void removedWatchIsNotPolled() {
        int[] removed = pipe();
        int[] kept = pipe();
        Watch gone = loop.watch(removed[0]);
        Watch stays = loop.watch(kept[0]);
        write(removed[1]);
        loop.poll(0);
        gone.remove();
        posix.close(removed[0]);
        write(kept[1]);
        loop.poll(SECOND);
        assertThat(gone.ready()).isFalse();
        assertThat(stays.ready()).isTrue();
    }

    @Test
    void waitsForTheEarliestDeadline() {
        Deadline late = loop.deadline();
        Deadline early = loop.deadline();
        Deadline unset = loop.deadline();
        late.setIn(3 * SECOND);
        early.setIn(2 * SECOND);
        loop.poll(EventLoop.NO_LIMIT);
        assertThat(passed()).isEqualTo(2000);
        assertThat(early.expired()).isTrue();
        assertThat(late.expired()).isFalse();
        assertThat(late.left()).isEqualTo(SECOND);
        assertThat(unset.expired()).isFalse();
    }

    @Test
    void expiredDeadlinePreventsWaiting() {
        Deadline deadline = loop.deadline();
        deadline.setIn(-SECOND);
        loop.poll(SECOND);
        assertThat(passed()).isZero();
        assertThat(deadline.left()).isZero();
        deadline.cancel();
        assertThat(deadline.expired()).isFalse();
        assertThat(deadline.isSet()).isFalse();
        loop.poll(SECOND);
        assertThat(passed()).isEqualTo(1000);
    }

    @Test
    void deadlineCanBeMoved() {
        Deadline deadline = loop.deadline();
        deadline.setIn(SECOND);
        deadline.set(posix.monotonicClock() + 2 * SECOND);
        loop.poll(EventLoop.NO_LIMIT);
        assertThat(passed()).isEqualTo(2000);
    }

    @Test
    void ignoresChangesOfTheWallClock() {
        Deadline deadline = loop.deadline();
        deadline.setIn(SECOND);
        at(500, () -> machine.clock().setWallClock(0));
        loop.poll(EventLoop.NO_LIMIT);
        assertThat(passed()).isEqualTo(1000);
    }

    @Test
    void sleepsWithoutAWatch() {
        loop.poll(2 * SECOND);
        assertThat(machine.calls().all()).containsExactly("sleep 2000000us");
        assertThat(passed()).isEqualTo(2000);
    }

    @Test
    void waitsForNoLongerThanItsLimit() {
        loop.deadline().setIn(3 * SECOND);
        loop.poll(2 * SECOND);
        assertThat(passed()).isEqualTo(2000);
    }

    @Test
    void signalEndsTheWaitAndIsTakenOnce() {
        loop.catchSignals(Signal.TERM, Signal.CHLD);
        at(100, () -> {
            machine.send(Signal.TERM);
            machine.send(Signal.TERM);
        });
        loop.poll(EventLoop.NO_LIMIT);
        assertThat(passed()).isEqualTo(100);
        assertThat(loop.take(Signal.CHLD)).isFalse();
        assertThat(loop.take(Signal.TERM)).isTrue();
        assertThat(loop.take(Signal.TERM)).isFalse();
        loop.poll(SECOND);
        assertThat(passed()).isEqualTo(1100);
    }

    @Test
    void signalIsKeptUntilTaken() {
        loop.catchSignals(Signal.TERM);
        loop.catchSignals(Signal.CHLD);
        machine.send(Signal.TERM);
        machine.send(Signal.CHLD);
        loop.poll(0);
        loop.poll(0);
        assertThat(loop.take(Signal.CHLD)).isTrue();
        assertThat(loop.take(Signal.TERM)).isTrue();
    }

    @Test
    void reportsThatSignalsCannotBeCaught() {
        machine.failOn("catchSignals", Errno.EMFILE);
        assertThatThrownBy(() -> loop.catchSignals(Signal.CHLD)).isInstanceOf(PosixException.class);
    }

    @Test
    void reapsChildrenOneByOne() {
        machine.children().inherit(7);
        machine.children().inherit(8);
        machine.children().end(7, 3);
        machine.children().crash(8);
        assertThat(loop.reap()).isEqualTo(7);
        assertThat(loop.childStatus().exitCode()).isEqualTo(3);
        assertThat(loop.reap()).isEqualTo(8);
        assertThat(loop.childStatus().crashed()).isTrue();
        assertThat(loop.reap()).isEqualTo(Posix.NONE);
    }

    @Test
    void checksEverythingAfterASecondIfPollFails() {
        loop.catchSignals(Signal.TERM);
        Watch enabled = loop.watch(pipe()[0]);
        Watch disabled = loop.watch(pipe()[0]);
        disabled.setEnabled(false);
        machine.failOn("poll", Errno.ENOMEM);
        at(500, () -> machine.send(Signal.TERM));
        assertThat(loop.poll(EventLoop.NO_LIMIT)).isFalse();
        assertThat(passed()).isEqualTo(1000);
        assertThat(enabled.ready()).isTrue();
        assertThat(disabled.ready()).isFalse();
        disabled.setEnabled(true);
        assertThat(disabled.ready()).isTrue();
        assertThat(loop.take(Signal.TERM)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 300, 1000, 5000})
    void keepsDeadlinesIfPollFails(long milliseconds) {
        machine.failOn("poll", Errno.ENOMEM);
        loop.watch(pipe()[0]);
        loop.deadline().setIn(milliseconds * 1_000_000);
        loop.poll(EventLoop.NO_LIMIT);
        assertThat(passed()).isEqualTo(Math.min(milliseconds, 1000));
    }
}
