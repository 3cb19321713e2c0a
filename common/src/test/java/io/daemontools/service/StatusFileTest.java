package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakePosix;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusFileTest {
    private static final String WARNING = "supervise: warning: unable to ";

    private final FakePosix posix = new FakePosix();
    private final StatusFile file = new StatusFile(posix, new Diagnostics("supervise", posix), "/service/a");

    @BeforeEach
    void enterServiceDirectory() {
        posix.tree().directory("/service/a/supervise");
        posix.chdir("/service/a");
    }

    private void replace(String status) {
        file.replace(status.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String status() {
        return posix.tree().content("supervise/status");
    }

    @Test
    void makesTheFirstStatus() {
        replace("first");
        assertThat(status()).isEqualTo("first");
        assertThat(posix.tree().status("supervise/status").permissions()).isEqualTo(0644);
        assertThat(posix.tree().exists("supervise/status.new")).isFalse();
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void replacesTheFileByRename() {
        replace("first, and long");
        long first = posix.tree().status("supervise/status").inode();
        replace("second");
        assertThat(status()).isEqualTo("second");
        assertThat(posix.tree().status("supervise/status").inode()).isNotEqualTo(first);
    }

    @Test
    void overwritesAPartialFile() {
        posix.tree().file("supervise/status.new", "half of an old status that was longer");
        replace("whole");
        assertThat(status()).isEqualTo("whole");
    }

    @Test
    void leavesNothingOpen() {
        replace("first");
        posix.failOn("write", Errno.EIO);
        replace("second");
        assertThat(posix.descriptors().open()).containsOnly(0, 1, 2);
    }

    @Test
    void warnsOfAFailedOpen() {
        replace("old");
        posix.failOn("openTruncate supervise/status.new", Errno.EACCES);
        replace("new");
        assertThat(posix.stderr()).isEqualTo(WARNING + "open /service/a/supervise/status.new: access denied\n");
        assertThat(status()).isEqualTo("old");
    }

    @Test
    void warnsOfAFailedWrite() {
        replace("old");
        posix.calls().failOnce("write", Errno.ENOSPC);
        replace("new");
        assertThat(posix.stderr()).isEqualTo(WARNING + "write /service/a/supervise/status.new: out of disk space\n");
        assertThat(status()).isEqualTo("old");
    }

    @Test
    void warnsOfAPartialWrite() {
        replace("old");
        posix.descriptors().transferAtMost(0, 2);
        replace("new");
        assertThat(posix.stderr()).isEqualTo(WARNING + "write /service/a/supervise/status.new: partial write\n");
        assertThat(status()).isEqualTo("old");
    }

    @Test
    void warnsOfAFailedRename() {
        replace("old");
        posix.failOn("rename", Errno.EIO);
        replace("new");
        assertThat(posix.stderr())
                .isEqualTo(WARNING + "rename /service/a/supervise/status.new to status: input/output error\n");
        assertThat(status()).isEqualTo("old");
    }

    @Test
    void recoversWhenTheErrorIsGone() {
        posix.failOn("rename", Errno.EIO);
        replace("lost");
        posix.calls().succeed("rename");
        replace("kept");
        assertThat(status()).isEqualTo("kept");
    }

    @Test
    void retriesSilently() {
        replace("old");
        posix.failOn("rename", Errno.EIO);
        replace("new");
        assertThat(file.pending()).isTrue();
        String warnings = posix.stderr();
        file.retry("new".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(file.pending()).isTrue();
        posix.calls().succeed("rename");
        file.retry("new".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(file.pending()).isFalse();
        assertThat(status()).isEqualTo("new");
        assertThat(posix.stderr()).isEqualTo(warnings);
    }
}
