package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.Children.Child;
import io.daemontools.simulation.unit.TestMachine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code svc -e}, up to the execution of the program: there is no {@code supervise} in PATH unless a test makes one. */
class SelfExecTest {
    private static final int SERVICE = TestMachine.PID + 1;
    private static final String WARNING = "supervise: warning: unable to replace supervise of /service/a: ";

    private final SuperviseRun run = new SuperviseRun();
    private final TestMachine machine = run.machine;

    private List<Child> trials() {
        return machine.children().started().stream()
                .filter(child -> child.commandLine().startsWith("supervise "))
                .toList();
    }

    private SavedState tried() {
        String line = trials().get(0).commandLine();
        return SavedState.of(line.substring(line.lastIndexOf(' ') + 1));
    }

    private void trialEnds(long milliseconds, int exitCode) {
        trialEnds(0, milliseconds, exitCode);
    }

    private void trialEnds(int trial, long milliseconds, int exitCode) {
        run.at(milliseconds, () -> machine.children().end(trials().get(trial).pid(), exitCode));
    }

    private List<String> executed() {
        return machine.calls().of("execve");
    }

    @Test
    void theProgramIsTriedAndThenExecutedWithTheStateOfThatMoment() {
        run.command(2000, "e");
        run.command(2100, "p");
        trialEnds(2200, SelfExec.UNDERSTOOD);
        run.until(5000);
        assertThat(trials()).hasSize(1);
        assertThat(trials().get(0).commandLine()).startsWith("supervise /service/a exec1:1000:");
        assertThat(tried().is(SavedState.PAUSED)).isFalse();
        assertThat(executed()).hasSize(2);
        String line = executed().get(0);
        assertThat(line).startsWith("execve /bin/supervise supervise /service/a exec1:1000:");
        SavedState state = SavedState.of(line.substring(line.lastIndexOf(' ') + 1));
        assertThat(state.is(SavedState.PAUSED)).isTrue();
        assertThat(state.get(SavedState.PID)).isEqualTo(SERVICE);
        assertThat(Phase.of(state.get(SavedState.PHASE))).isEqualTo(Phase.UP);
    }

    /** There is none to be executed. */
    @Test
    void aProgramThatCannotBeExecutedChangesNothing() {
        run.command(2000, "e");
        trialEnds(2200, SelfExec.UNDERSTOOD);
        run.end(4000);
        run.command(6000, "t");
        run.until(7000);
        assertThat(machine.ignores(Signal.XFSZ)).isTrue();
        assertThat(machine.stderr()).isEqualTo(WARNING + "file does not exist\n");
        assertThat(run.starts()).containsExactly(0L, 4000L);
        assertThat(run.kills()).containsExactly("TERM " + run.status().pid());
        assertThat(machine.ignores(Signal.PIPE)).isTrue();
        assertThat(machine.calls().of("inherit")).hasSize(4);
        assertThat(machine.calls().of("closeOnExec")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 111, 127})
    void aProgramThatDoesNotKnowTheStateIsNotExecuted(int exitCode) {
        run.command(2000, "e");
        trialEnds(2200, exitCode);
        run.until(5000);
        assertThat(executed()).isEmpty();
        assertThat(machine.stderr()).isEqualTo(WARNING + "no supervise in PATH can take over\n");
        assertThat(run.starts()).containsExactly(0L);
        assertThat(run.kills()).isEmpty();
    }

    @Test
    void aProgramThatCrashesIsNotExecuted() {
        run.command(2000, "e");
        run.at(2200, () -> machine.children().crash(trials().get(0).pid()));
        run.until(5000);
        assertThat(executed()).isEmpty();
        assertThat(machine.stderr()).isEqualTo(WARNING + "no supervise in PATH can take over\n");
    }

    @Test
    void aTrialWithoutAnEndIsEnded() {
        run.command(2000, "e");
        run.until(70_000);
        assertThat(machine.calls().kills())
                .containsExactly("KILL " + trials().get(0).pid());
        assertThat(executed()).isEmpty();
    }

    @Test
    void thereIsOneTrialAtATime() {
        run.command(2000, "eee");
        run.command(3000, "e");
        run.until(4000);
        assertThat(trials()).hasSize(1);
    }

    /** The program may have been replaced during the first trial, whose result is of no use then. */
    @ParameterizedTest
    @ValueSource(ints = {0, SelfExec.UNDERSTOOD})
    void aCommandDuringATrialMakesAnotherOne(int firstExitCode) {
        run.command(2000, "e");
        run.command(3000, "eu");
        trialEnds(4000, firstExitCode);
        run.at(4500, () -> assertThat(executed()).isEmpty());
        trialEnds(1, 5000, SelfExec.UNDERSTOOD);
        run.until(6000);
        assertThat(trials()).extracting(trial -> trial.at().toMillis()).containsExactly(2000L, 4000L);
        assertThat(executed()).isNotEmpty();
        assertThat(machine.stderr()).isEqualTo(WARNING + "file does not exist\n");
    }

    @Test
    void aCommandBeforeTheExecutionPostponesIt() {
        machine.failOn("openReadWrite", Errno.EROFS);
        run.command(2000, "e");
        trialEnds(2200, SelfExec.UNDERSTOOD);
        run.command(2500, "e");
        run.at(4000, () -> assertThat(machine.stderr()).doesNotContain(WARNING));
        trialEnds(1, 4500, 0);
        run.until(6000);
        assertThat(machine.stderrLines()).last().isEqualTo(WARNING + "no supervise in PATH can take over");
    }

    /** If the program exited, the next supervise would start another copy of the service. */
    @Test
    void aServiceThatTheHistoryDoesNotShowKeepsItsProgram() {
        machine.failOn("openReadWrite", Errno.EROFS);
        run.command(2000, "e");
        trialEnds(2200, SelfExec.UNDERSTOOD);
        run.command(3000, "p");
        run.until(5000);
        assertThat(executed()).isEmpty();
        assertThat(machine.stderrLines())
                .last()
                .isEqualTo(WARNING + "the history does not show the process of the service");
        assertThat(run.status().paused()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"EAGAIN", "ENOMEM"})
    void withoutATrialNothingIsExecuted(Errno errno) {
        machine.failOn("spawn supervise", errno);
        run.command(2000, "e");
        run.until(5000);
        assertThat(machine.stderr()).isEqualTo(WARNING + errno.text() + "\n");
        assertThat(run.starts()).containsExactly(0L);
    }

    @Test
    void supervisesThatAreToExitDoSo() {
        run.command(2000, "edx");
        trialEnds(2200, SelfExec.UNDERSTOOD);
        run.end(2200);
        assertThat(run.toExit()).isZero();
        assertThat(executed()).isEmpty();
    }

    /** While a commanded start waits for its second, so does a signal; the end of a trial does not. */
    @Test
    void theCommandThatWaitsIsPartOfTheState() {
        run.command(1500, "t");
        run.end(1600);
        run.end(1700);
        run.command(1800, "du");
        run.command(1850, "eh");
        trialEnds(1900, SelfExec.UNDERSTOOD);
        run.until(1950);
        String line = executed().get(0);
        SavedState state = SavedState.of(line.substring(line.lastIndexOf(' ') + 1));
        assertThat(state.get(SavedState.HELD)).isEqualTo('h');
        assertThat(Phase.of(state.get(SavedState.PHASE))).isEqualTo(Phase.COMMANDED);
        assertThat(state.get(SavedState.PID)).isZero();
    }

    /** The next program starts another one: it could not wait for this. */
    @Test
    void aCheckThatRunsIsKilledBefore() {
        machine.tree().executable(SuperviseRun.DIRECTORY + "/check");
        run.command(2000, "e");
        trialEnds(2200, SelfExec.UNDERSTOOD);
        run.until(3000);
        int check = machine.children().started().stream()
                .filter(child -> child.commandLine().equals("./check"))
                .toList()
                .get(0)
                .pid();
        assertThat(machine.calls().kills()).containsExactly("KILL -" + check);
        assertThat(executed()).isNotEmpty();
    }
}
