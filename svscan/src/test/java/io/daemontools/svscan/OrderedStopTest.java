package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Signal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** svscan with process id 500 that is asked to stop in order. Its service has process id 1001, the logger 1002. */
class OrderedStopTest extends Pid1Fixture {
    private static final int SVSCAN = 500;

    OrderedStopTest() {
        super(SVSCAN);
    }

    @BeforeEach
    void askForTheStop() {
        machine.addVariable("SVSCAN_STOP_SECONDS=9");
        machine.tree().directory("/proc");
        machine.tree().link("/proc/self", "500");
        process(SVSCAN, 400);
        process(1001, SVSCAN);
        process(1002, SVSCAN);
    }

    private void process(int pid, int parent) {
        machine.tree().directory("/proc/" + pid);
        machine.tree()
                .file(
                        "/proc/" + pid + "/stat",
                        pid + " (x) S " + parent + ' ' + pid + " 1 0 -1" + " 2".repeat(14) + " 1\n");
    }

    @Override
    void end(int milliseconds, int pid) {
        at(milliseconds, () -> {
            machine.tree().remove("/proc/" + pid);
            machine.children().end(pid, 0);
        });
    }

    private List<String> signalsTo(int pid) {
        return machine.calls().kills().stream()
                .filter(kill -> kill.endsWith(" " + pid))
                .toList();
    }

    @Test
    void stopsServicesThenLoggers() {
        int service = supervised("a");
        int logger = supervised("a/log");
        signal(TERM, Signal.TERM);
        look(1001, "a", service);
        end(1500, 1001);
        look(1502, "log", logger);
        end(1600, 1002);
        assertThat(stopped()).isEqualTo(600);
        assertThat(seen).containsExactly("a dx", "log xc");
        assertThat(machine.children().started())
                .hasSize(2)
                .allMatch(child -> child.spawn().newSession());
        assertThat(machine.calls().of("becomeReaper")).hasSize(1);
    }

    @Test
    void endsItsDescendantsOnly() {
        process(77, SVSCAN);
        process(78, 77);
        process(79, 400);
        process(400, 1);
        machine.children().inherit(77);
        machine.children().startOther(78);
        machine.children().startOther(79);
        signal(TERM, Signal.TERM);
        end(2000, 78);
        end(2000, 77);
        assertThat(stopped()).isEqualTo(1000);
        assertThat(signalsTo(77)).contains("TERM 77").doesNotContain("KILL 77");
        assertThat(signalsTo(78)).contains("TERM 78");
        assertThat(signalsTo(79)).isEmpty();
        assertThat(signalsTo(400)).isEmpty();
        assertThat(signalsTo(-1)).isEmpty();
    }

    @Test
    void killsItsDescendantsWhenTheTimeIsOver() {
        process(77, SVSCAN);
        machine.children().inherit(77);
        signal(TERM, Signal.TERM);
        assertThat(stopped()).isEqualTo(9000);
        assertThat(signalsTo(77)).endsWith("KILL 77");
        assertThat(machine.stderr()).isEqualTo("svscan: warning: killing what has not stopped in time\n");
    }

    @Test
    void endsGroupsOfItsServicesWithoutProc() {
        machine.tree().remove("/proc/self");
        supervised("a");
        at(500, () -> machine.children().inherit(77, 1001));
        signal(TERM, Signal.TERM);
        end(1100, 1001);
        at(1500, () -> machine.children().end(77, 0));
        stopped();
        assertThat(signalsTo(-1001)).contains("CONT -1001");
        assertThat(signalsTo(-1)).isEmpty();
    }

    @Test
    void worksWhereOrphansCannotBeInherited() {
        machine.failOn("becomeReaper", Errno.ENOSYS);
        signal(TERM, Signal.TERM);
        assertThat(stopped()).isZero();
        assertThat(machine.stderr()).isEmpty();
    }
}
