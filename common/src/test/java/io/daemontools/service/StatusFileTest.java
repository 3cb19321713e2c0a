package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusFileTest {
    private static final String WARNING = "supervise: warning: unable to ";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final StatusFile file = new StatusFile(posix, new Diagnostics("supervise", posix), "/service/a");

    @BeforeEach
    void enterServiceDirectory() {
        machine.tree().directory("/service/a/supervise");
        posix.chdir("/service/a");
    }

    private void replace(String status) {
        file.replace(status.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String status() {
        return machine.tree().content("supervise/status");
    }

    @Test
    void makesTheFirstStatus() {
        replace("first");
        assertThat(status()).isEqualTo("first");
        assertThat(machine.tree().status("supervise/status").permissions()).isEqualTo(0644);
        assertThat(machine.tree().exists("supervise/status.new")).isFalse();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void replacesTheFileByRename() {
        replace("first, and long");
        long first = machine.tree().status("supervise/status").inode();
        replace("second");
        assertThat(status()).isEqualTo("second");
        assertThat(machine.tree().status("supervise/status").inode()).isNotEqualTo(first);
    }

    @Test
    void overwritesAPartialFile() {
        machine.tree().file("supervise/status.new", "half of an old status that was longer");
        replace("whole");
        assertThat(status()).isEqualTo("whole");
    }

    @Test
    void leavesNothingOpen() {
        replace("first");
        machine.failOn("write", Errno.EIO);
        replace("second");
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2);
    }

    @Test
    void warnsOfAFailedOpen() {
        replace("old");
        machine.failOn("openTruncate supervise/status.new", Errno.EACCES);
        replace("new");
        assertThat(machine.stderr()).isEqualTo(WARNING + "open /service/a/supervise/status.new: access denied\n");
        assertThat(status()).isEqualTo("old");
    }

    @Test
    void warnsOfAFailedWrite() {
        replace("old");
        machine.calls().failOnce("write", Errno.ENOSPC);
        replace("new");
        assertThat(machine.stderr()).isEqualTo(WARNING + "write /service/a/supervise/status.new: out of disk space\n");
        assertThat(status()).isEqualTo("old");
    }

    @Test
    void warnsOfAPartialWrite() {
        replace("old");
        machine.descriptors().writeAtMost(2);
        replace("new");
        assertThat(machine.stderr()).isEqualTo(WARNING + "write /service/a/supervise/status.new: partial write\n");
        assertThat(status()).isEqualTo("old");
    }

    @Test
    void warnsOfAFailedRename() {
        replace("old");
        machine.failOn("rename", Errno.EIO);
        replace("new");
        assertThat(machine.stderr())
                .isEqualTo(WARNING + "rename /service/a/supervise/status.new to status: input/output error\n");
        assertThat(status()).isEqualTo("old");
    }

    @Test
    void recoversWhenTheErrorIsGone() {
        machine.failOn("rename", Errno.EIO);
        replace("lost");
        machine.calls().succeed("rename");
        replace("kept");
        assertThat(status()).isEqualTo("kept");
    }

    @Test
    void retriesSilently() {
        replace("old");
        machine.failOn("rename", Errno.EIO);
        replace("new");
        assertThat(file.pending()).isTrue();
        String warnings = machine.stderr();
        file.retry("new".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(file.pending()).isTrue();
        machine.calls().succeed("rename");
        file.retry("new".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(file.pending()).isFalse();
        assertThat(status()).isEqualTo("new");
        assertThat(machine.stderr()).isEqualTo(warnings);
    }
}
