package io.daemontools.setlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Runner;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakePosix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SetlockTest {
    private final FakePosix posix = new FakePosix();

    private int run() {
        return Runner.run(new Setlock(), new Arguments("setlock", "lock", "program"), posix);
    }

    @Test
    void appendsLike076() {
        run();
        assertThat(posix.calls().all()).containsSubsequence("openAppend lock", "execve /bin/program");
        assertThat(posix.calls().of("openAppendExisting")).isEmpty();
        assertThat(posix.calls().of("openRead")).isEmpty();
    }

    /** As Linux does with {@code fs.protected_regular}. */
    @Test
    void appendsWhereOnlyCreatingIsRefused() {
        posix.tree().file("/lock", "");
        posix.failOn("openAppend", Errno.EACCES);
        run();
        assertThat(posix.calls().all()).containsSubsequence("openAppendExisting lock", "execve /bin/program");
        assertThat(posix.calls().of("openRead")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Errno.class,
            names = {"EACCES", "EPERM", "EROFS"})
    void opensForReadingWhereWritingIsRefused(Errno refusal) {
        posix.tree().file("/lock", "");
        posix.failOn("openAppend", refusal);
        posix.failOn("openAppendExisting", refusal);
        run();
        assertThat(posix.calls().all()).containsSubsequence("openRead lock", "execve /bin/program");
    }

    /** The file may be removed at any moment. */
    @Test
    void reportsTheFirstError() {
        posix.failOn("openAppend", Errno.EACCES);
        assertThat(run()).isEqualTo(111);
        assertThat(posix.stderr()).isEqualTo("setlock: fatal: unable to open lock: access denied\n");
        assertThat(posix.calls().of("execve")).isEmpty();
    }

    @Test
    void triesNothingElseAfterOtherFailures() {
        posix.tree().file("/lock", "");
        posix.failOn("openAppend", Errno.ENOSPC);
        assertThat(run()).isEqualTo(111);
        assertThat(posix.stderr()).isEqualTo("setlock: fatal: unable to open lock: out of disk space\n");
        assertThat(posix.calls().of("openRead")).isEmpty();
    }
}
