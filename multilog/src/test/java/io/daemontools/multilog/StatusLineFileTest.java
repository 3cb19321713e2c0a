package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusLineFileTest {
    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final Parts parts = new Parts(posix);

    private StatusLineFile open() {
        return new StatusLineFile(posix, parts.retry(), "status");
    }

    private static void show(StatusLineFile file, String line, boolean selected) {
        byte[] bytes = Bytes.of("<" + line + ">");
        assertThat(file.accept(bytes, 1, bytes.length - 1, selected)).isEqualTo(selected);
    }

    private static String padded(String line) {
        return line + "\n".repeat(1001 - line.length());
    }

    @Test
    void keepsItsContentUntilTheFirstLine() {
        machine.tree().file("status", "before");
        open();
        assertThat(machine.tree().content("status")).isEqualTo("before");
    }

    @Test
    void holdsTheNewestSelectedLine() {
        StatusLineFile file = open();
        show(file, "a longer line", true);
        show(file, "a line", true);
        show(file, "another line", false);
        assertThat(machine.tree().content("status")).isEqualTo(padded("a line"));
    }

    @Test
    void holdsALineOf1000Bytes() {
        StatusLineFile file = open();
        show(file, "x".repeat(1000), true);
        assertThat(machine.tree().content("status")).isEqualTo("x".repeat(1000) + "\n");
    }

    @Test
    void retriesEachCall() {
        StatusLineFile file = open();
        machine.calls().failOnce("lseek", Errno.EIO);
        machine.calls().failOnce("write 3", Errno.ENOSPC);
        show(file, "a line", true);
        assertThat(machine.stderrLines())
                .containsExactly(
                        "multilog: warning: unable to move to beginning of status, pausing: input/output error",
                        "multilog: warning: unable to write status, pausing: out of disk space");
        assertThat(machine.tree().content("status")).isEqualTo(padded("a line"));
    }

    @Test
    void repeatsAShortWrite() {
        StatusLineFile file = open();
        machine.descriptors().writeAtMost(500);
        machine.clock().at(Duration.ofSeconds(7), () -> machine.descriptors().writeAtMost(1001));
        show(file, "a line", true);
        assertThat(machine.stderrLines())
                .containsExactly(
                        "multilog: warning: unable to write status, pausing: no error",
                        "multilog: warning: unable to write status, pausing: no error");
        assertThat(machine.calls().of("lseek")).hasSize(3);
        assertThat(machine.tree().content("status")).isEqualTo(padded("a line"));
    }

    @Test
    void waitsForAFileThatTakesNothing() {
        StatusLineFile file = open();
        machine.failOn("write 3", Errno.EAGAIN);
        machine.clock().at(Duration.ofSeconds(7), () -> machine.calls().succeed("write 3"));
        show(file, "a line", true);
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(10));
        assertThat(machine.tree().content("status")).isEqualTo(padded("a line"));
    }

    @Test
    void endsIfItCannotBeOpened() {
        machine.calls().failOnce("openAppend", Errno.EACCES);
        assertThatThrownBy(this::open).hasMessageContaining("unable to create status: access denied");
        machine.calls().failOnce("openWrite", Errno.EROFS);
        assertThatThrownBy(this::open).hasMessageContaining("unable to write status: read-only file system");
    }
}
