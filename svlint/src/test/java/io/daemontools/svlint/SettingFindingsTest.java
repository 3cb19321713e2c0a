package io.daemontools.svlint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The findings about settings that have no effect. */
class SettingFindingsTest {
    private final Linted a = new Linted();

    @Test
    void settingsHaveTheirNames() {
        a.run("exec sleep 9")
                .file("timeout_kill", "5")
                .file("Timeout-Finsh", "5")
                .file("timeout-up", "5");
        assertThat(a.findings())
                .contains(
                        "timeout_kill: warning: has no effect; is timeout-kill meant?; rename or remove it",
                        "Timeout-Finsh: warning: has no effect; is timeout-finish meant?; rename or remove it")
                .noneMatch(line -> line.startsWith("timeout-up: warning: has no effect;"));
    }

    @Test
    void whatASettingIsLinkedToIsNotShown() {
        a.run("exec sleep 9");
        a.machine().tree().file("/etc/shadow", "root:*:19000:0:99999:7:::\n".repeat(9));
        a.machine().tree().link("/service/a/notification-fd", "/etc/shadow");
        assertThat(a.findings())
                .containsExactly(
                        "notification-fd: error: cannot be used: too long; correct it; supervise(8) describes it");
    }

    @Test
    void aCheckIsAlone() {
        a.run("exec sleep 9").file("check", "#!/bin/sh\n").file("notification-fd", "3");
        a.machine().tree().setPermissions("/service/a/check", 0755);
        assertThat(a.findings())
                .containsExactly("check: warning: has no effect beside notification-fd; remove one of them");
    }
}
