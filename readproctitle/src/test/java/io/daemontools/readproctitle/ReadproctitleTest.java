package io.daemontools.readproctitle;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.Runner;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakePosix;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadproctitleTest {
    private final FakePosix posix = new FakePosix();

    private int run(String... arguments) {
        return Runner.run(new Readproctitle(), new Arguments("readproctitle", arguments), posix);
    }

    private List<String> shown() {
        return posix.processes().lastArguments();
    }

    @Test
    void showsTheEndOfWhatItReads() {
        posix.descriptors().transferAtMost(4, 0);
        posix.setStdin("abcdefghijk");
        assertThat(run("errors:", "1234567890")).isZero();
        assertThat(shown()).containsExactly("..........", "......abcd", "...bcdefgh", "...efghijk");
    }

    @Test
    void readsMoreThanTheArgumentHolds() {
        posix.setStdin("abc".repeat(5000));
        assertThat(run(".....")).isZero();
        assertThat(shown()).startsWith(".....").endsWith("...bc");
    }

    @Test
    void leavesOutZeros() {
        posix.setStdin("\0\0a\0b\n\0");
        assertThat(run("12345678")).isZero();
        assertThat(shown()).containsExactly("........", ".....ab\n");
    }

    @Test
    void needsFiveBytes() {
        assertThat(run()).isEqualTo(ExitStatus.USAGE);
        assertThat(run("")).isEqualTo(ExitStatus.USAGE);
        assertThat(run("12345", "1234")).isEqualTo(ExitStatus.USAGE);
        assertThat(shown()).isEmpty();
    }

    @Test
    void endsSilentlyIfItCannotRead() {
        posix.failOn("read", Errno.EIO);
        assertThat(run("12345")).isEqualTo(ExitStatus.TEMPORARY);
        assertThat(posix.stderr()).isEmpty();
    }
}
