package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StateCodec;
import io.daemontools.simulation.unit.Children.Child;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestClock;
import io.daemontools.simulation.unit.TestMachine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a service is ready. Its process is 1001. */
class ReadinessTest {
    private static final String FIFO = "supervise/notification";

    private final SuperviseRun run = new SuperviseRun();
    private final TestMachine machine = run.machine;

    private void notified() {
        machine.tree().file(SuperviseRun.DIRECTORY + "/notification-fd", "5\n");
    }

    private void checked() {
        machine.tree().executable(SuperviseRun.DIRECTORY + "/check");
    }

    private ServiceState state() {
        ServiceState state = new ServiceState();
        assertThat(StateCodec.decode(machine.tree().bytes("supervise/state"), state))
                .isTrue();
        return state;
    }

    private void phaseAt(long milliseconds, ServicePhase phase) {
        run.at(
                milliseconds,
                () -> assertThat(state().phase()).as("at %d", milliseconds).isEqualTo(phase));
    }

    private FifoPeer fifo() {
        return machine.tree().fifoAt(FIFO);
    }

    private List<Child> checks() {
        return machine.children().started().stream()
                .filter(child -> child.commandLine().equals("./check"))
                .toList();
    }

    private void checkEnds(long milliseconds, int number, int exitCode) {
        run.at(milliseconds, () -> machine.children().end(checks().get(number).pid(), exitCode));
    }

    @Test
    void theDescriptorIsPassedOn() {
        notified();
        run.until(100);
        int[] moves = machine.children().last().spawn().moves();
        assertThat(moves).hasSize(2);
        assertThat(moves[1]).isEqualTo(5);
        assertThat(machine.descriptors().open()).doesNotContain(moves[0]);
        assertThat(machine.tree().status(FIFO).permissions()).isEqualTo(0600);
    }

    @Test
    void isReadyWithTheNewline() {
        notified();
        run.at(500, () -> fifo().openedByWriter());
        run.at(600, () -> fifo().put("almost"));
        phaseAt(700, ServicePhase.STARTING);
        run.at(800, () -> fifo().put("there\nand more"));
        phaseAt(900, ServicePhase.READY);
        run.until(2000);
        assertThat(state().ready()).isTrue();
        assertThat(state().readySince()).isEqualTo(TestClock.WALL_CLOCK + 800 * 1_000_000L);
        assertThat(checks()).isEmpty();
    }

    @Test
    void isNotReadyWithoutANewline() {
        notified();
        run.at(500, () -> fifo().openedByWriter());
        run.at(600, () -> fifo().put("x".repeat(1000)));
        run.at(700, () -> fifo().closedByWriter());
        run.until(5000);
        assertThat(state().phase()).isEqualTo(ServicePhase.STARTING);
    }

    @Test
    void theNextRunIsNotReadyYet() {
        notified();
        run.at(500, () -> fifo().openedByWriter());
        run.at(600, () -> fifo().put("\n"));
        run.end(2000);
        phaseAt(2100, ServicePhase.STARTING);
        run.until(3000);
        assertThat(state().ready()).isFalse();
        assertThat(run.starts()).hasSize(2);
    }

    /** A process that an earlier run has left cannot make this one ready. */
    @Test
    void eachRunHasAFifoOfItsOwn() {
        notified();
        FifoPeer[] first = new FifoPeer[1];
        run.at(500, () -> {
            first[0] = fifo();
            first[0].openedByWriter();
        });
        run.end(2000);
        run.at(2500, () -> assertThat(fifo()).isNotSameAs(first[0]));
        run.until(3000);
    }

    @Test
    void aFifoThatCannotBeMadeIsReported() {
        notified();
        machine.failOn("mkfifo supervise/notification", Errno.EACCES);
        run.until(2000);
        assertThat(run.starts()).containsExactly(0L);
        assertThat(machine.children().last().spawn().moves()).isEmpty();
        assertThat(machine.stderr())
                .isEqualTo("supervise: warning: unable to create /service/a/supervise/notification: access denied\n");
    }

    /** A child is reaped when the first second is over. */
    @Test
    void checksUntilItIsReady() {
        checked();
        checkEnds(100, 0, 1);
        checkEnds(2300, 1, 111);
        checkEnds(3400, 2, 0);
        phaseAt(3300, ServicePhase.STARTING);
        run.until(10_000);
        assertThat(checks()).extracting(check -> check.at().toMillis()).containsExactly(0L, 2000L, 3300L);
        assertThat(state().phase()).isEqualTo(ServicePhase.READY);
    }

    @Test
    void aCheckThatTakesTooLongIsKilled() {
        checked();
        run.until(15_000);
        assertThat(checks()).hasSize(1);
        assertThat(machine.calls().kills())
                .containsExactly("KILL -" + checks().get(0).pid());
    }

    @Test
    void aCheckThatCannotBeStartedIsTriedAgain() {
        checked();
        machine.failOn("spawn ./check", Errno.EAGAIN);
        run.until(5500);
        assertThat(machine.calls().of("spawn").stream().filter(call -> call.endsWith("check")))
                .hasSize(6);
        assertThat(machine.stderr()).isEmpty();
    }

    /** The check of the first run exits 0 when the second one runs. */
    @Test
    void aCheckOfAnEarlierRunDoesNotCount() {
        checked();
        run.end(2000);
        phaseAt(2600, ServicePhase.STARTING);
        checkEnds(2500, 0, 0);
        run.until(2600);
        assertThat(run.starts()).containsExactly(0L, 2000L);
        assertThat(state().ready()).isFalse();
    }

    @Test
    void theDescriptorCountsWhereThereAreBoth() {
        checked();
        notified();
        run.until(5000);
        assertThat(checks()).isEmpty();
    }

    @Test
    void aServiceThatIsDownIsNotChecked() {
        checked();
        run.command(2000, "d");
        run.end(2100);
        run.until(20_000);
        assertThat(checks()).hasSize(1);
        assertThat(machine.calls().kills()).contains("KILL -" + checks().get(0).pid());
    }
}
