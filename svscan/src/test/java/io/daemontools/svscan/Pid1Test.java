package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.posix.WaitStatus;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** svscan as PID 1. The first supervise has process id 1001, and so on; TERM comes after a second. */
class Pid1Test extends Pid1Fixture {
    private List<String> killsOfAll() {
        return machine.calls().kills().stream()
                .filter(kill -> kill.endsWith(" -1"))
                .toList();
    }

    private List<String> started() {
        return machine.children().commandLines();
    }

    @Test
    void startsEachSuperviseInItsSession() {
        machine.tree().directory("/service/a/log");
        signal(TERM, Signal.TERM);
        end(1001, 1001);
        end(1002, 1002);
        stopped();
        assertThat(machine.children().started())
                .hasSize(2)
                .allMatch(child -> child.spawn().newSession());
    }

    @Test
    void stopsWhenNothingRuns() {
        signal(TERM, Signal.TERM);
        assertThat(stopped()).isZero();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void stopsOnInterrupt() {
        signal(TERM, Signal.INT);
        assertThat(stopped()).isZero();
    }

    @Test
    void scansEveryFiveSecondsDespiteExits() {
        machine.tree().directory("/service/a");
        end(1500, 1001);
        at(3000, () -> machine.children().inheritEnded(77, 0));
        at(5100, () -> seen.addAll(started()));
        machine.runUntil(Duration.ofSeconds(14), new Svscan(), "svscan", "/service");
        assertThat(machine.calls().of("listDirectory .")).hasSize(3);
        assertThat(seen).containsExactly("supervise a", "supervise a");
    }

    @Test
    void reapsChildrenAtOnce() {
        at(100, () -> machine.children().inheritEnded(77, 0));
        at(101, () -> assertThat(posix.reap(new WaitStatus())).isEqualTo(Posix.NONE));
        signal(TERM, Signal.TERM);
        assertThat(stopped()).isZero();
    }

    @Test
    void stopsServicesThenTheirLoggers() {
        int service = supervised("a");
        int logger = supervised("a/log");
        signal(TERM, Signal.TERM);
        look(1001, "a", service);
        look(1002, "log", logger);
        end(1500, 1001);
        look(1501, "a", service);
        look(1502, "log", logger);
        end(1600, 1002);
        assertThat(stopped()).isEqualTo(600);
        assertThat(seen).containsExactly("a dx", "log ", "a ", "log xc");
        assertThat(machine.calls().kills()).containsExactly("CONT 1001", "CONT 1002");
        assertThat(started()).hasSize(2);
    }

    @Test
    void stopsAServiceThatWasMovedOut() {
        int service = supervised("a");
        int logger = supervised("a/log");
        signal(TERM, Signal.TERM);
        at(900, () -> move("a", "/elsewhere"));
        look(1001, "a", service);
        end(1500, 1001);
        look(1502, "log", logger);
        end(1600, 1002);
        assertThat(stopped()).isEqualTo(600);
        assertThat(seen).containsExactly("a dx", "log xc");
    }

    @Test
    void stopsALoggerWhoseDirectoryWasMoved() {
        supervised("a");
        int logger = supervised("a/log");
        signal(TERM, Signal.TERM);
        at(900, () -> {
            posix.rename("/service/a/log", "/elsewhere");
            machine.tree().directory("/proc/1002");
            machine.tree().link("/proc/1002/cwd", "/elsewhere");
        });
        end(1500, 1001);
        look(1502, "log", logger);
        end(1600, 1002);
        assertThat(stopped()).isEqualTo(600);
        assertThat(seen).containsExactly("log xc");
    }

    @Test
    void waitsForAServiceThatIsMovedOutMeanwhile() {
        int service = supervised("a");
        int logger = supervised("a/log");
        supervised("b");
        signal(TERM, Signal.TERM);
        at(1100, () -> move("a", "/elsewhere"));
        end(1200, 1003);
        look(1400, "a", service);
        end(1500, 1001);
        look(1600, "log", logger);
        end(1700, 1002);
        assertThat(stopped()).isEqualTo(700);
        assertThat(seen).containsExactly("a dx", "log xc");
    }

    @Test
    void killsAServiceThatWasMovedOut() {
        int service = supervised("a");
        signal(TERM, Signal.TERM);
        at(900, () -> move("a", "/elsewhere"));
        look(8010, "a", service);
        end(8100, 1001);
        assertThat(stopped()).isEqualTo(7100);
        assertThat(seen).containsExactly("a dxdxk");
        assertThat(machine.stderr()).isEqualTo("svscan: warning: killing /elsewhere, which has not stopped in time\n");
    }

    /** Its supervises have process ids 1001 and 1002; /proc shows where they are. */
    private void move(String name, String elsewhere) {
        posix.rename("/service/" + name, elsewhere);
        machine.tree().directory("/proc/1001");
        machine.tree().directory("/proc/1002");
        machine.tree().link("/proc/1001/cwd", elsewhere);
        machine.tree().link("/proc/1002/cwd", elsewhere + "/log");
    }

    @Test
    void closesTheWritingEndsFirst() {
        supervised("a");
        supervised("a/log");
        machine.calls().forget();
        signal(TERM, Signal.TERM);
        at(1001, () -> seen.addAll(machine.calls().of("close")));
        end(1500, 1001);
        end(1501, 1002);
        stopped();
        assertThat(machine.children().started().get(0).spawn().moves()).hasSize(2);
        int writing = machine.children().started().get(0).spawn().moves()[0];
        assertThat(seen.get(0)).isEqualTo("close " + writing);
    }

    @Test
    void pendingLoggerStartsOnceMore() {
        supervised("a");
        int logger = supervised("a/log");
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(0, 0, false, Want.UP, status);
        machine.tree().file("/service/a/log/supervise/status", new String(status, StandardCharsets.ISO_8859_1));
        signal(TERM, Signal.TERM);
        end(1100, 1001);
        look(1200, "log", logger);
        end(1300, 1002);
        stopped();
        assertThat(seen).containsExactly("log uxc");
    }

    @Test
    void startsAMissingLoggerOnceMore() {
        supervised("a");
        int logger = supervised("a/log");
        end(900, 1002);
        signal(TERM, Signal.TERM);
        end(1100, 1001);
        look(1200, "log", logger);
        end(1300, 1003);
        assertThat(stopped()).isEqualTo(300);
        assertThat(started()).containsExactly("supervise a", "supervise log", "supervise log");
        assertThat(seen).containsExactly("log xc");
    }

    /** The supervise of b does not listen, so that the directory is read again and again. */
    @Test
    void startsAMissingLoggerOnlyOnce() {
        supervised("a");
        supervised("a/log");
        machine.tree().directory("/service/b");
        end(900, 1002);
        signal(TERM, Signal.TERM);
        end(1100, 1004);
        end(1300, 1001);
        end(1400, 1003);
        assertThat(stopped()).isEqualTo(400);
        assertThat(started()).containsExactly("supervise a", "supervise log", "supervise b", "supervise log");
    }

    @Test
    void startsAMissingLoggerWhenNoSuperviseRuns() {
        supervised("a");
        int logger = supervised("a/log");
        end(900, 1001);
        end(900, 1002);
        signal(TERM, Signal.TERM);
        look(1200, "log", logger);
        end(1300, 1003);
        assertThat(stopped()).isEqualTo(300);
        assertThat(started()).containsExactly("supervise a", "supervise log", "supervise log");
        assertThat(seen).containsExactly("log xc");
    }

    @Test
    void startsNothingDuringTheShutdown() {
        supervised("a");
        signal(TERM, Signal.TERM);
        at(1100, () -> machine.tree().directory("/service/b"));
        end(6500, 1001);
        stopped();
        assertThat(started()).containsExactly("supervise a");
    }

    @Test
    void retriesASuperviseThatDoesNotListenYet() {
        machine.tree().directory("/service/a");
        signal(TERM, Signal.TERM);
        at(1500, () -> {
            int control = supervised("a");
            look(1600, "a", control);
        });
        end(1700, 1001);
        assertThat(stopped()).isEqualTo(700);
        assertThat(seen).containsExactly("a dx");
    }

    @Test
    void killsServicesThatDoNotStopInTime() {
        int slow = supervised("slow");
        supervised("quick");
        signal(TERM, Signal.TERM);
        end(1100, 1002);
        look(7900, "slow", slow);
        look(8010, "slow", slow);
        end(8100, 1001);
        assertThat(stopped()).isEqualTo(7100);
        assertThat(seen).containsExactly("slow dx", "slow dxk");
        assertThat(machine.stderr()).isEqualTo("svscan: warning: killing slow, which has not stopped in time\n");
    }

    @Test
    void secondTermShortensTheStop() {
        int slow = supervised("slow");
        signal(TERM, Signal.TERM);
        signal(2000, Signal.TERM);
        look(2010, "slow", slow);
        end(2100, 1001);
        assertThat(stopped()).isEqualTo(1100);
        assertThat(seen).containsExactly("slow dxdxk");
    }

    /** Half a second for each phase that remains. */
    @Test
    void secondTermShortensAllPhases() {
        supervised("a");
        supervised("a/log");
        signal(TERM, Signal.TERM);
        signal(2000, Signal.TERM);
        assertThat(stopped()).isEqualTo(3000);
        assertThat(killsOfAll()).endsWith("KILL -1");
    }

    @Test
    void endsDespiteFailures() {
        supervised("a");
        supervised("a/log");
        signal(TERM, Signal.TERM);
        assertThat(stopped()).isEqualTo(9000);
        assertThat(killsOfAll()).startsWith("TERM -1", "CONT -1").endsWith("KILL -1");
        assertThat(machine.stderrLines())
                .containsExactly(
                        "svscan: warning: killing a, which has not stopped in time",
                        "svscan: warning: killing what has not stopped in time");
    }

    @Test
    void loggersGetTheRemainingTime() {
        supervised("a");
        supervised("a/log");
        signal(TERM, Signal.TERM);
        end(1100, 1001);
        end(9400, 1002);
        assertThat(stopped()).isEqualTo(8400);
        assertThat(killsOfAll()).isEmpty();
    }

    @Test
    void endsOrphansLast() {
        supervised("a");
        machine.children().inherit(77);
        signal(TERM, Signal.TERM);
        end(1200, 1001);
        at(1250, () -> seen.addAll(killsOfAll()));
        end(1300, 77);
        assertThat(stopped()).isEqualTo(300);
        assertThat(seen).startsWith("TERM -1", "CONT -1");
        assertThat(killsOfAll()).doesNotContain("KILL -1");
    }

    @Test
    void doesNotWaitForRemovedServices() {
        supervised("a");
        signal(TERM, Signal.TERM);
        at(500, () -> machine.tree().remove("/service/a"));
        end(1100, 1001);
        assertThat(stopped()).isEqualTo(100);
        assertThat(killsOfAll()).startsWith("TERM -1", "CONT -1");
    }

    @Test
    void continuesIfTheDirectoryCannotBeRead() {
        int service = supervised("a");
        signal(TERM, Signal.TERM);
        at(900, () -> machine.failOn("listDirectory .", Errno.EMFILE));
        at(1500, () -> machine.calls().succeed("listDirectory ."));
        look(1600, "a", service);
        end(1700, 1001);
        assertThat(stopped()).isEqualTo(700);
        assertThat(seen).containsExactly("a dx");
        assertThat(machine.stderr())
                .isEqualTo("svscan: warning: unable to read directory: process cannot open more files\n");
    }

    @Test
    void usesTheGivenTimeout() {
        machine.addVariable("SVSCAN_STOP_SECONDS=20");
        supervised("a");
        signal(TERM, Signal.TERM);
        end(18_900, 1001);
        assertThat(stopped()).isEqualTo(17_900);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void warnsOfAnInvalidTimeout() {
        machine.addVariable("SVSCAN_STOP_SECONDS=soon");
        signal(TERM, Signal.TERM);
        stopped();
        assertThat(machine.stderr())
                .isEqualTo("svscan: warning: SVSCAN_STOP_SECONDS is not a number of seconds: soon\n");
    }

    @Test
    void catchesNothingButTheEndsOfChildrenUnlessPid1() {
        TestMachine other = new TestMachine(2);
        other.tree().directory("/service/a");
        other.runUntil(Duration.ofSeconds(1), new Svscan(), "svscan", "/service");
        assertThat(other.calls().of("catchSignals")).containsExactly("catchSignals CHLD");
        assertThat(other.children().last().spawn().newSession()).isFalse();
    }
}
