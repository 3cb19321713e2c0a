package io.daemontools.svok;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Runner;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakePosix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SvokTest {
    private final FakePosix posix = new FakePosix();

    @BeforeEach
    void makeServiceDirectory() {
        posix.tree().directory("/service/a/supervise");
    }

    private int run(String... arguments) {
        return Runner.run(new Svok(), new Arguments("/usr/bin/other", arguments), posix);
    }

    @Test
    void succeedsIfSuperviseRuns() {
        posix.tree().fifo("/service/a/supervise/ok").openedByReader();
        assertThat(run("/service/a")).isZero();
        assertThat(posix.stdout() + posix.stderr()).isEmpty();
    }

    @Test
    void failsIfSuperviseHasExited() {
        posix.tree().fifo("/service/a/supervise/ok");
        assertThat(run("/service/a")).isEqualTo(100);
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void failsIfNoSuperviseEverRan() {
        assertThat(run("/service/a")).isEqualTo(100);
        posix.tree().remove("/service/a/supervise");
        assertThat(run("/service/a")).isEqualTo(100);
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void readsOnlyTheFirstArgument() {
        posix.tree().fifo("/service/a/supervise/ok").openedByReader();
        assertThat(run("/service/a", "/nowhere")).isZero();
    }

    @Test
    void reportsAMissingDirectory() {
        assertThat(run("/service/b")).isEqualTo(111);
        assertThat(posix.stderr()).isEqualTo("svok: fatal: unable to chdir to /service/b: file does not exist\n");
    }

    @Test
    void reportsAFailedOpen() {
        posix.failOn("openWrite", Errno.EACCES);
        assertThat(run("/service/a")).isEqualTo(111);
        assertThat(posix.stderr()).isEqualTo("svok: fatal: unable to open /service/a/supervise/ok: access denied\n");
    }

    @Test
    void requiresADirectory() {
        assertThat(run()).isEqualTo(100);
        assertThat(posix.stderr()).isEqualTo("svok: usage: svok dir\n");
    }
}
