package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.posix.Signal;
import io.daemontools.service.HistoryFile;
import io.daemontools.service.StartReason;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.FifoPeer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A shutdown of PID 1 during which supervises and loggers are killed. */
class Pid1RestartTest extends Pid1Fixture {
    private static final int SERVICE = 77;

    private List<String> started() {
        return machine.children().commandLines();
    }

    /** The status of service a, written before svscan starts. */
    private void status(int pid) {
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(0, pid, false, Want.UP, status);
        machine.tree().file("/service/a/supervise/status", new String(status, StandardCharsets.ISO_8859_1));
    }

    /** A process that the history of service a shows as its last run. */
    private void runs() {
        machine.children().startOther(SERVICE);
        posix.chdir("/service/a");
        HistoryFile history =
                new HistoryFile(posix, new Diagnostics("supervise", posix), "a", new ProcessIdentifier(posix));
        history.open();
        history.prepare(StartReason.FIRST, Want.UP, 5, 4);
        history.run(posix, SERVICE);
    }

    private FifoPeer pipe() {
        return machine.tree().fifoAt("/service/a/supervise/pipe");
    }

    private void crash(int milliseconds, int pid) {
        at(milliseconds, () -> machine.children().crash(pid));
    }

    @Test
    void aLoggerThatWasKilledReadsTheRest() {
        supervised("a");
        int logger = supervised("a/log");
        signal(TERM, Signal.TERM);
        end(1100, 1001);
        look(1200, "log", logger);
        at(1250, () -> pipe().put("line\n"));
        end(1300, 1002);
        look(1400, "log", logger);
        at(1450, () -> pipe().take());
        end(1500, 1003);
        assertThat(stopped()).isEqualTo(500);
        assertThat(started()).containsExactly("supervise a", "supervise log", "supervise log");
        assertThat(seen).containsExactly("log xc", "log xc");
    }

    @Test
    void aLoggerReadsOnWhileAWriterIsThere() {
        supervised("a");
        supervised("a/log");
        signal(TERM, Signal.TERM);
        end(1100, 1001);
        at(1200, () -> pipe().openedByWriter());
        end(1300, 1002);
        at(1400, () -> pipe().closedByWriter());
        end(1500, 1003);
        assertThat(stopped()).isEqualTo(500);
        assertThat(started()).containsExactly("supervise a", "supervise log", "supervise log");
    }

    @Test
    void aLoggerStartsOncePerSecond() {
        supervised("a");
        supervised("a/log");
        signal(TERM, Signal.TERM);
        end(1100, 1001);
        at(1200, () -> pipe().put("line\n"));
        end(1300, 1002);
        end(1400, 1003);
        at(2290, () -> seen.addAll(started()));
        at(2500, () -> pipe().take());
        end(2600, 1004);
        assertThat(stopped()).isEqualTo(1600);
        assertThat(seen).hasSize(3);
        assertThat(started()).hasSize(4);
    }

    @Test
    void aSuperviseThatWasKilledStopsItsServiceAndThenItsLogger() {
        int service = supervised("a");
        int logger = supervised("a/log");
        status(SERVICE);
        runs();
        signal(TERM, Signal.TERM);
        look(1001, "a", service);
        crash(1100, 1001);
        look(1200, "a", service);
        look(1201, "log", logger);
        at(1300, () -> machine.children().end(SERVICE, 0));
        end(1301, 1003);
        look(1400, "log", logger);
        end(1500, 1002);
        assertThat(stopped()).isEqualTo(500);
        assertThat(started()).containsExactly("supervise a", "supervise log", "supervise a");
        assertThat(seen).containsExactly("a dx", "a dx", "log ", "log xc");
        assertThat(machine.children().last().spawn().moves()).hasSize(2);
    }

    @Test
    void aSuperviseThatWasKilledWithItsServiceIsNotStartedAgain() {
        supervised("a");
        status(SERVICE);
        signal(TERM, Signal.TERM);
        crash(1100, 1001);
        assertThat(stopped()).isEqualTo(100);
        assertThat(started()).containsExactly("supervise a");
    }

    /** Another process has got its id; it may even be one that is stopped. */
    @Test
    void anotherProcessWithTheProcessIdOfAServiceIsLeftAlone() {
        supervised("a");
        runs();
        status(SERVICE);
        machine.children().end(SERVICE, 0);
        machine.children().startOther(SERVICE);
        signal(TERM, Signal.TERM);
        crash(1100, 1001);
        at(1150, () -> seen.addAll(machine.calls().kills()));
        at(1200, () -> machine.children().end(SERVICE, 0));
        stopped();
        assertThat(started()).containsExactly("supervise a");
        assertThat(seen).noneMatch(kill -> kill.endsWith(" " + SERVICE));
    }

    @Test
    void aSuperviseWhoseServiceIsDownIsNotStartedAgain() {
        supervised("a");
        status(0);
        signal(TERM, Signal.TERM);
        crash(1100, 1001);
        assertThat(stopped()).isEqualTo(100);
        assertThat(started()).containsExactly("supervise a");
    }
}
