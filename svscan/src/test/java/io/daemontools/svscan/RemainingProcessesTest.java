package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Signal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How svscan as PID 1 ends unsupervised processes. Its one service has process id 1001, the logger
 * 1002. TERM comes after a second; the service ends 100 milliseconds later.
 */
class RemainingProcessesTest extends Pid1Fixture {
    private static final int DAEMON = 77;

    /** When svscan has started the supervises. */
    private static final int SUPERVISED = 500;

    @BeforeEach
    void startLoggedService() {
        supervised("a");
        supervised("a/log");
        machine.tree().directory("/proc");
        machine.tree().link("/proc/self", "1");
        process(1, "svscan", 0, 1);
        process(1001, "supervise", 1, 1001);
        process(1002, "supervise", 1, 1002);
        at(TERM, () -> machine.send(Signal.TERM));
        end(TERM + 100, 1001);
    }

    private void process(int pid, String name, int parent, int group) {
        process(pid, name, parent, group, 1);
    }

    private void process(int pid, String name, int parent, int group, int start) {
        machine.tree().directory("/proc/" + pid);
        machine.tree()
                .file(
                        "/proc/" + pid + "/stat",
                        pid + " (" + name + ") S " + parent + ' ' + group + " 1 0 -1" + " 2".repeat(13) + ' ' + start
                                + " 4096 1\n");
    }

    /** A process that svscan has not started. Its group may be that of a supervise. */
    private void unsupervised(int pid, int parent, int group) {
        at(SUPERVISED, () -> machine.children().inherit(pid, group));
        process(pid, "x) S 1 (y", parent, group);
    }

    @Override
    void end(int milliseconds, int pid) {
        at(milliseconds, () -> {
            machine.tree().remove("/proc/" + pid);
            machine.children().end(pid, 0);
        });
    }

    private void look(int milliseconds) {
        at(milliseconds, () -> seen.addAll(signalled()));
    }

    private List<String> signalled() {
        return machine.calls().kills().stream()
                .filter(kill -> !List.of("CONT -1", "CONT 1001", "CONT 1002").contains(kill))
                .toList();
    }

    @Test
    void areTerminatedEarlyIfLoggersWait() {
        unsupervised(DAEMON, 1, DAEMON);
        look(1500);
        end(2000, DAEMON);
        end(2100, 1002);
        assertThat(stopped()).isEqualTo(1100);
        assertThat(seen).isEmpty();
        assertThat(signalled()).containsExactly("TERM 77", "CONT 77");
    }

    @Test
    void areAllTerminatedLast() {
        unsupervised(DAEMON, 1, 1001);
        unsupervised(78, DAEMON, 1001);
        unsupervised(79, DAEMON, 79);
        look(1700);
        end(1800, DAEMON);
        end(1800, 78);
        end(1800, 79);
        end(1900, 1002);
        stopped();
        assertThat(seen).containsOnlyOnce("TERM 77", "TERM 78", "TERM 79");
        assertThat(signalled()).isEqualTo(seen);
    }

    @Test
    void excludeSupervisedProcesses() {
        unsupervised(900, 1002, 1002);
        unsupervised(901, 900, 901);
        unsupervised(902, 1, 1002);
        unsupervised(903, 902, 903);
        look(8400);
        end(8500, 1002);
        end(8600, 900);
        end(8600, 901);
        end(8600, 902);
        end(8600, 903);
        stopped();
        assertThat(seen).isEmpty();
    }

    @Test
    void excludeOutsideProcessesWhileLoggersRun() {
        unsupervised(DAEMON, 0, 0);
        look(8400);
        end(8500, 1002);
        end(8600, DAEMON);
        stopped();
        assertThat(seen).isEmpty();
        assertThat(signalled()).contains("TERM 77");
    }

    @Test
    void areSentTermOnce() {
        unsupervised(DAEMON, 1, DAEMON);
        at(2000, () -> unsupervised(80, DAEMON, DAEMON));
        end(2200, 1002);
        end(3000, 80);
        end(3000, DAEMON);
        assertThat(stopped()).isEqualTo(2000);
        assertThat(signalled()).containsExactly("TERM 77", "CONT 77");
    }

    @Test
    void areSentTermWithTheIdOfOneThatHasEnded() {
        unsupervised(DAEMON, 1, DAEMON);
        end(1900, DAEMON);
        at(2000, () -> {
            machine.children().inherit(DAEMON);
            process(DAEMON, "another", 1, DAEMON, 2);
        });
        end(2200, DAEMON);
        end(2300, 1002);
        stopped();
        assertThat(signalled()).containsExactly("TERM 77", "CONT 77", "TERM 77", "CONT 77");
    }

    @Test
    void mayLeaveOrphans() {
        unsupervised(DAEMON, 1, DAEMON);
        at(1900, () -> unsupervised(80, 1, DAEMON));
        end(1900, DAEMON);
        end(2200, 80);
        end(2300, 1002);
        stopped();
        assertThat(signalled()).containsExactly("TERM 77", "CONT 77", "TERM 80", "CONT 80");
    }

    /** What the logger has not read is written. */
    @Test
    void areKilledBeforeTheLoggersIfTheyHoldALogOpen() {
        unsupervised(DAEMON, 1, DAEMON);
        look(9490);
        look(9510);
        end(9520, DAEMON);
        end(9600, 1002);
        assertThat(stopped()).isEqualTo(8600);
        assertThat(signalled()).containsExactly("TERM 77", "CONT 77", "KILL 77");
        assertThat(seen).containsExactly("TERM 77", "CONT 77", "TERM 77", "CONT 77", "KILL 77");
    }

    @Test
    void haveTheTimeThatIsLeft() {
        unsupervised(DAEMON, 1, DAEMON);
        end(1200, 1002);
        end(9900, DAEMON);
        assertThat(stopped()).isEqualTo(8900);
        assertThat(signalled()).containsExactly("TERM 77", "CONT 77");
    }

    @Test
    void areKilledWhenTheTimeIsOver() {
        unsupervised(DAEMON, 1, DAEMON);
        end(1200, 1002);
        assertThat(stopped()).isEqualTo(9000);
        assertThat(signalled()).containsExactly("TERM 77", "CONT 77", "KILL -1");
        assertThat(machine.stderr()).isEqualTo("svscan: warning: killing what has not stopped in time\n");
    }

    @Test
    void areKilledAtASecondTerm() {
        unsupervised(DAEMON, 1, DAEMON);
        end(1200, 1002);
        at(1300, () -> machine.send(Signal.TERM));
        assertThat(stopped()).isEqualTo(300);
        assertThat(signalled()).endsWith("KILL -1");
    }

    @Test
    void areFoundByTheirGroupWithoutProc() {
        machine.tree().remove("/proc/self");
        unsupervised(DAEMON, 1, 1001);
        unsupervised(78, 1, 78);
        look(1700);
        end(1800, DAEMON);
        end(1800, 78);
        end(1900, 1002);
        stopped();
        assertThat(seen).containsExactly("TERM -1001", "CONT -1001");
    }

    @Test
    void areNotSearchedInAForeignProc() {
        machine.tree().remove("/proc/self");
        machine.tree().link("/proc/self", "4711");
        unsupervised(DAEMON, 1, DAEMON);
        end(1200, 1002);
        look(1300);
        end(1400, DAEMON);
        stopped();
        assertThat(seen).containsExactly("TERM -1");
    }

    @Test
    void areAllTerminatedWhenMany() {
        for (int pid = 100; pid < 150; pid++) {
            unsupervised(pid, 1, pid);
            end(1800, pid);
        }
        look(1799);
        end(1900, 1002);
        stopped();
        assertThat(seen).hasSize(100).doesNotHaveDuplicates();
    }
}
