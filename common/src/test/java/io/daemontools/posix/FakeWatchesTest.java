package io.daemontools.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FakeWatchesTest {
    private final FakePosix posix = new FakePosix();
    private final boolean[] ready = new boolean[1];

    private boolean readable(int watch) {
        posix.poll(new int[] {watch}, ready, 0);
        return ready[0];
    }

    @Test
    void seesAChildEndAndStaysReadable() {
        int child = posix.spawn(Spawn.program("", "x"));
        int watch = posix.watchProcess(child);
        assertThat(readable(watch)).isFalse();
        posix.signalProcess(watch, Signal.TERM);
        assertThat(posix.watches().signals()).containsExactly("TERM " + child);
        posix.processes().end(child, 0);
        assertThat(readable(watch)).isTrue();
        posix.reap(new WaitStatus());
        assertThat(readable(watch)).isTrue();
        assertThatThrownBy(() -> posix.signalProcess(watch, Signal.TERM)).isSameAs(PosixException.of(Errno.ESRCH));
    }

    @Test
    void seesAProcessEndThatIsNoChild() {
        assertThatThrownBy(() -> posix.watchProcess(77)).isSameAs(PosixException.of(Errno.ESRCH));
        posix.processes().startOther(77);
        int watch = posix.watchProcess(77);
        assertThat(readable(watch)).isFalse();
        posix.processes().endOther(77);
        assertThat(readable(watch)).isTrue();
    }

    @Test
    void seesADirectoryChangeUntilItIsDrained() {
        posix.tree().directory("/dir");
        int watch = posix.watchDirectory("/dir");
        assertThat(readable(watch)).isFalse();
        posix.mkfifo("/dir/fifo", 0600);
        assertThat(readable(watch)).isTrue();
        posix.drainWatch(watch);
        assertThat(readable(watch)).isFalse();
        posix.closeWatch(watch);
        assertThatThrownBy(() -> posix.drainWatch(watch)).isSameAs(PosixException.of(Errno.EBADF));
    }
}
