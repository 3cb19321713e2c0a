package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EssentialTest {
    private static final String FILE = SuperviseRun.DIRECTORY + "/essential";

    private final SuperviseRun run = new SuperviseRun();

    @BeforeEach
    void makeFile() {
        run.machine.tree().file(FILE, "");
    }

    @Test
    void isNotRestarted() {
        run.end(2000);
        run.until(60_000);
        assertThat(run.starts()).hasSize(1);
        assertThat(run.statuses()).containsExactly("0u", "1001-", "0-");
    }

    @Test
    void isWantedUpUntilItIsStarted() {
        run.normallyDown();
        run.command(2000, "u");
        run.end(4500);
        run.command(4600, "o");
        run.until(4700);
        assertThat(run.statuses()).containsExactly("0d", "1001-", "1001-", "0-", "1002-", "1002-");
    }

    @Test
    void isStartedOnceMoreOnCommand() {
        run.end(2000);
        run.command(3000, "u");
        run.end(5000);
        run.until(60_000);
        assertThat(run.starts()).containsExactly(0L, 3000L);
        assertThat(run.statuses()).containsExactly("0u", "1001-", "0-", "1002-", "1002-", "0-");
    }

    @Test
    void isDownOnCommand() {
        run.command(2000, "d");
        run.end(2100);
        run.until(3000);
        assertThat(run.statuses()).endsWith("1001d", "0d");
    }

    @Test
    void isNotKnownIfTheFileCannotBeExamined() {
        run.machine.failOn("stat essential", Errno.EIO);
        run.end(2000);
        run.until(5000);
        assertThat(run.starts()).hasSize(2);
        assertThat(run.machine.stderr())
                .isEqualTo("supervise: warning: unable to stat /service/a/essential: input/output error\n");
    }
}
