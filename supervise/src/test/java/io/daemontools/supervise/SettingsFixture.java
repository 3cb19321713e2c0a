package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StateCodec;
import io.daemontools.simulation.unit.Children.Child;
import io.daemontools.simulation.unit.TestMachine;
import java.util.List;

/** A service whose directory has files of {@link io.daemontools.service.SettingsFiles}, for a test. Its first process is 1001. */
abstract class SettingsFixture {
    final SuperviseRun run = new SuperviseRun();
    final TestMachine machine = run.machine;

    void file(String name, String content) {
        machine.tree().file(SuperviseRun.DIRECTORY + '/' + name, content);
    }

    void executable(String name) {
        machine.tree().executable(SuperviseRun.DIRECTORY + '/' + name);
    }

    /** The child started last ends: a run, a finish or a check. */
    void ends(long milliseconds, int exitCode) {
        run.at(
                milliseconds,
                () -> machine.children().end(machine.children().last().pid(), exitCode));
    }

    ServiceState state() {
        ServiceState state = new ServiceState();
        assertThat(StateCodec.decode(machine.tree().bytes("supervise/state"), state))
                .isTrue();
        return state;
    }

    void phaseAt(long milliseconds, ServicePhase phase) {
        run.at(
                milliseconds,
                () -> assertThat(state().phase()).as("at %d", milliseconds).isEqualTo(phase));
    }

    List<String> commandLines() {
        return machine.children().commandLines();
    }

    List<Long> times(String program) {
        return machine.children().started().stream()
                .filter(child -> child.spawn().arguments()[0].equals(program))
                .map(Child::at)
                .map(at -> at.toMillis())
                .toList();
    }

    List<String> warnings() {
        return machine.stderrLines();
    }
}
