package io.daemontools.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;

class LogDirectoriesTest {
    private final TestMachine machine = new TestMachine();
    private final LogDirectories logs = new LogDirectories(machine.posix());

    @Test
    void haveFilesOfALog() {
        machine.tree().directory("/log/supervise");
        machine.tree().directory("/log/.hidden");
        machine.tree().file("/log/.hidden/current", "");
        machine.tree().directory("/log/main");
        machine.tree().file("/log/main/current", "");
        machine.tree().directory("/log/errors");
        machine.tree().file("/log/errors/@400000006000000000000001.s", "");
        machine.tree().file("/log/run", "");
        assertThat(logs.of("/log")).containsExactly("/log/errors", "/log/main");
        assertThat(logs.isLogDirectory("/log")).isFalse();
        assertThat(logs.of("/none")).isEmpty();
    }

    @Test
    void mayBeElsewhere() {
        machine.tree().directory("/var/log/web");
        machine.tree().file("/var/log/web/current", "");
        machine.tree().directory("/log/main");
        machine.tree().file("/log/main/current", "");
        machine.tree()
                .file(
                        "/log/run",
                        "#!/bin/sh\nexec setuidgid log /usr/bin/multilog t ./main '/var/log/web' /var/log /none\n");
        assertThat(logs.of("/log")).containsExactly("/log/main", "/var/log/web");
    }

    @Test
    void mayBeNamedByThePathFromTheLogger() {
        machine.tree().directory("/s/log/main");
        machine.tree().file("/s/log/main/current", "");
        machine.tree().directory("/s/logs");
        machine.tree().file("/s/logs/current", "");
        machine.tree()
                .file("/s/log/run", "exec multilog t ./main .//./main ../log/main /s/log/main/ ../logs . .. ...\n");
        assertThat(logs.of("/s/log")).containsExactly("/s/log/main", "/s/log/../logs");
        machine.tree().file("/s/log/current", "");
        assertThat(logs.of("/s/log")).endsWith("/s/log");
    }
}
