package io.daemontools.svls;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Posix;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.service.EndCause;
import io.daemontools.service.HistoryFile;
import io.daemontools.service.RunEnd;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StartReason;
import io.daemontools.service.StateCodec;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.TestClock;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Services on a test machine, and runs of svls. */
abstract class SvlsFixture {
    static final long NOW = TestClock.WALL_CLOCK;

    final TestMachine machine = new TestMachine();
    final Posix posix = machine.posix();
    EndCause cause = EndCause.NONE;

    String why(String directory) {
        assertThat(run("-x", directory)).isLessThan(2);
        return machine.stdout();
    }

    int run(String... arguments) {
        return machine.run(new Svls(), "svls", arguments);
    }

    List<String> rows(int exitCode, String... arguments) {
        assertThat(run(arguments)).isEqualTo(exitCode);
        assertThat(machine.stderr()).isEmpty();
        return machine.stdout()
                .lines()
                .skip(1)
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    void startDaemon(int pid, String name, String directory, char state) {
        machine.tree().directory("/proc/" + pid);
        machine.tree().file("/proc/" + pid + "/comm", name + "\n");
        machine.tree().file("/proc/" + pid + "/stat", pid + " (" + name + ") " + state + " 1 ");
        machine.tree().link("/proc/" + pid + "/cwd", directory);
    }

    void makeService(String directory, int pid, Want want) {
        makeService(directory, pid, false, want);
    }

    void makeService(String directory, int pid, boolean paused, Want want) {
        machine.tree().directory(directory + "/supervise");
        machine.tree().fifo(directory + "/supervise/ok").openedByReader();
        writeStatus(directory, pid, paused, want);
    }

    void writeStatus(String directory, int pid, boolean paused, Want want) {
        writeStatus(directory, pid, paused, want, 90);
    }

    /** A status whose time is so many seconds ago. */
    void writeStatus(String directory, int pid, boolean paused, Want want, int age) {
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(NOW - age * Clocks.SECOND, pid, paused, want, status);
        machine.tree().file(directory + "/supervise/status", new String(status, StandardCharsets.ISO_8859_1));
    }

    void setState(String directory, ServicePhase phase, int pid) {
        ServiceState state = new ServiceState();
        state.setPhase(phase, NOW);
        state.setPid(pid);
        boolean ready = phase == ServicePhase.READY;
        state.setReady(ready, ready ? NOW - 80 * Clocks.SECOND : ServiceState.NONE);
        byte[] bytes = new byte[StateCodec.SIZE];
        StateCodec.encode(state, bytes);
        machine.tree().file(directory + "/supervise/state", new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** Adds runs that were started so many seconds ago; all but the last one have ended. */
    void addRuns(String directory, int pid, int exitCode, int signal, long... ages) {
        machine.children().startOther(pid);
        posix.chdir(directory);
        HistoryFile history =
                new HistoryFile(posix, new Diagnostics("supervise", posix), directory, new ProcessIdentifier(posix));
        history.open();
        for (int i = 0; i < ages.length; i++) {
            history.prepare(
                    i == 0 ? StartReason.FIRST : StartReason.RESTART, Want.UP, NOW - ages[i] * Clocks.SECOND, 0);
            history.run(posix, pid);
            long sequence = history.started();
            if (i < ages.length - 1) {
                RunEnd end = new RunEnd();
                end.set(sequence, NOW - ages[i + 1] * Clocks.SECOND);
                end.setStatus(exitCode, signal);
                end.setCause(cause);
                history.end(end);
            }
        }
        posix.chdir("/");
    }
}
