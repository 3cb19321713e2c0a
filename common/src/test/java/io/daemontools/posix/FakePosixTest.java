package io.daemontools.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The fake system behaves like a real one where the other tests depend on it. */
class FakePosixTest {
    private final FakePosix posix = new FakePosix();
    private final byte[] buffer = new byte[10];

    @Test
    void resolvesPaths() {
        posix.tree().directory("/a/b");
        posix.tree().link("/a/up", "../a/b");
        posix.tree().file("/a/b/f", "text");
        posix.chdir("/a/up/..//up/.");
        assertThat(posix.tree().workingDirectory()).isEqualTo("/a/b");
        assertThat(posix.tree().content("f")).isEqualTo("text");
        assertThatThrownBy(() -> posix.openRead("f/g")).isSameAs(PosixException.of(Errno.ENOTDIR));
        assertThatThrownBy(() -> posix.openRead("g")).isSameAs(PosixException.of(Errno.ENOENT));
        assertThatThrownBy(() -> posix.openWrite("/a")).isSameAs(PosixException.of(Errno.EISDIR));
    }

    @Test
    void linkToItselfFails() {
        posix.tree().link("/l", "l");
        assertThatThrownBy(() -> posix.openRead("/l")).isSameAs(PosixException.of(Errno.ELOOP));
    }

    @Test
    void returnsToAnOpenDirectory() {
        posix.tree().directory("/a");
        posix.tree().directory("/b");
        posix.chdir("/a");
        int start = posix.openRead(".");
        posix.chdir("/b");
        posix.chdir(start);
        assertThat(posix.tree().workingDirectory()).isEqualTo("/a");
    }

    @Test
    void fifoNeedsAReader() {
        posix.mkfifo("/fifo", 0600);
        assertThatThrownBy(() -> posix.openWrite("/fifo")).isSameAs(PosixException.of(Errno.ENXIO));
        int reading = posix.openRead("/fifo");
        assertThat(posix.read(reading, buffer, 0, 10)).isZero();
        int writing = posix.openWrite("/fifo");
        assertThat(posix.read(reading, buffer, 0, 10)).isEqualTo(Posix.WOULD_BLOCK);
        assertThat(posix.write(writing, new byte[] {'x'}, 0, 1)).isEqualTo(1);
        assertThat(posix.read(reading, buffer, 0, 10)).isEqualTo(1);
        posix.close(reading);
        assertThatThrownBy(() -> posix.write(writing, buffer, 0, 1)).isSameAs(PosixException.of(Errno.EPIPE));
    }

    @Test
    void lockIsExclusive() {
        int first = posix.openAppend("/lock");
        int second = posix.openAppend("/lock");
        posix.tryLock(first);
        posix.tryLock(first);
        assertThatThrownBy(() -> posix.tryLock(second)).isSameAs(PosixException.of(Errno.EAGAIN));
        posix.close(first);
        posix.tryLock(second);
        posix.descriptors().lockedByAnother("/lock");
        assertThatThrownBy(() -> posix.tryLock(second)).isSameAs(PosixException.of(Errno.EAGAIN));
    }

    @Test
    void waitingAdvancesTheClocks() {
        long wallClock = posix.wallClock();
        long monotonicClock = posix.monotonicClock();
        posix.clocks().at(Duration.ofSeconds(2), () -> posix.clocks().setWallClock(0));
        posix.clocks().at(Duration.ofSeconds(9), () -> {});
        posix.sleep(1_000_000_000);
        assertThat(posix.wallClock() - wallClock).isEqualTo(1_000_000_000);
        posix.sleep(2_000_000_000);
        assertThat(posix.wallClock()).isEqualTo(1_000_000_000);
        assertThat(posix.monotonicClock() - monotonicClock).isEqualTo(3_000_000_000L);
    }

    @Test
    void waitEndsWhenInputArrives() {
        int[] pipe = new int[2];
        posix.pipe(pipe);
        boolean[] ready = new boolean[2];
        posix.clocks().at(Duration.ofSeconds(3), () -> posix.write(pipe[1], new byte[1], 0, 1));
        posix.clocks().at(Duration.ofHours(1), () -> {});
        posix.poll(new int[] {FakeDescriptors.SIGNALS, pipe[0]}, ready, 60_000_000_000L);
        assertThat(ready).containsExactly(false, true);
        assertThat(posix.clocks().passed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void endlessWaitIsAnError() {
        assertThatThrownBy(() -> posix.poll(new int[0], new boolean[0], -1)).isInstanceOf(AssertionError.class);
    }

    @Test
    void endedChildIsReapedOnce() {
        posix.catchSignals(Signal.CHLD);
        int child = posix.spawn(Spawn.program("", "x"));
        WaitStatus status = new WaitStatus();
        assertThat(posix.reap(status)).isEqualTo(Posix.NONE);
        posix.processes().end(child, 3);
        assertThat(posix.takeSignal()).isEqualTo(Signal.CHLD);
        assertThat(posix.takeSignal()).isNull();
        posix.kill(child, Signal.TERM);
        assertThat(posix.reap(status)).isEqualTo(child);
        assertThatThrownBy(() -> posix.kill(child, Signal.TERM)).isSameAs(PosixException.of(Errno.ESRCH));
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(posix.reap(status)).isEqualTo(Posix.NONE);
    }

    @Test
    void callsFailOnRequestAndAreRecorded() {
        posix.tree().directory("/a");
        posix.failOn("chdir /a", Errno.EACCES);
        posix.calls().failOnce("openRead", Errno.EMFILE);
        assertThatThrownBy(() -> posix.chdir("/a")).isSameAs(PosixException.of(Errno.EACCES));
        assertThatThrownBy(() -> posix.openRead("/")).isSameAs(PosixException.of(Errno.EMFILE));
        posix.chdir("/");
        posix.openRead("/");
        assertThat(posix.calls().all()).containsExactly("chdir /a", "openRead /", "chdir /", "openRead /");
    }
}
