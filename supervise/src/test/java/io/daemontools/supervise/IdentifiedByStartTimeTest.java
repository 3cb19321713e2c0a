package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Posix;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.service.HistoryFile;
import io.daemontools.service.StartReason;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A supervise whose predecessor was killed while the service ran as process 500, on Linux before 6.9. */
class IdentifiedByStartTimeTest {
    private static final int PID = 500;
    private static final String STAT = "/proc/500/stat";

    private final SuperviseRun run = new SuperviseRun();
    private final TestMachine machine = run.machine;
    private final Posix posix = machine.posix();

    @BeforeEach
    void leaveProcess() {
        machine.withoutSerialNumbers();
        machine.tree().directory("/proc/1000/ns");
        machine.tree().link("/proc/self", "1000");
        machine.tree().file("/proc/1000/ns/pid", "");
        machine.tree().directory("/proc/500");
        machine.children().startOther(PID);
        stat('S', 1);
        machine.tree().directory(SuperviseRun.DIRECTORY + "/supervise");
        posix.chdir(SuperviseRun.DIRECTORY);
        HistoryFile history = new HistoryFile(
                posix, new Diagnostics("supervise", posix), SuperviseRun.DIRECTORY, new ProcessIdentifier(posix));
        history.open();
        history.prepare(StartReason.FIRST, Want.UP, posix.wallClock(), 0);
        history.run(posix, PID);
    }

    private void stat(char state, int threads) {
        machine.tree()
                .file(
                        STAT,
                        "500 (run) " + state + " 1 500 500 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 " + threads
                                + " 0 123456 8192 100");
    }

    private void isAdopted() {
        run.until(1000);
        assertThat(run.starts()).isEmpty();
        assertThat(run.statuses()).containsExactly("500u");
    }

    @Test
    void itIsAdopted() {
        isAdopted();
    }

    @Test
    void oneWhoseFirstThreadHasEndedIsAdopted() {
        stat('Z', 2);
        isAdopted();
    }

    @Test
    void aZombieIsNotAdopted() {
        stat('Z', 1);
        run.until(1000);
        assertThat(run.starts()).containsExactly(0L);
    }

    /** By the option hidepid of /proc: it may have changed its user. */
    @Test
    void nothingIsStartedWhileAProcessWithItsIdIsHidden() {
        machine.tree().remove(STAT);
        assertThat(run.toExit()).isEqualTo(111);
        assertThat(run.starts()).isEmpty();
        assertThat(machine.stderr())
                .isEqualTo("supervise: fatal: unable to look for the process of /service/a: permission denied\n");
    }

    /** The process of its id is hidden, but cannot be that of the service. */
    @Test
    void aHiddenProcessInAnotherNamespaceIsNoReasonToWait() {
        machine.tree().remove(STAT);
        machine.tree().remove("/proc/1000/ns/pid");
        machine.tree().file("/proc/1000/ns/pid", "");
        run.until(1000);
        assertThat(run.starts()).containsExactly(0L);
    }
}
