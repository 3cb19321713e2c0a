package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.ProcessIdentity;
import io.daemontools.posix.Signal;
import io.daemontools.service.HistoryCodec;
import io.daemontools.service.RunEnd;
import io.daemontools.service.RunStart;
import io.daemontools.service.StartReason;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.Want;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An essential service under svscan as PID 1: its supervise has process id 1001. */
class EssentialServicesTest extends Pid1Fixture {
    private static final String STATE = "/service/main/supervise/";

    @BeforeEach
    void makeService() {
        supervised("main");
        machine.tree().fifo(STATE + "ok");
        at(1, () -> machine.tree().fifoAt(STATE + "ok").openedByReader());
        machine.tree().file("/service/main/essential", "");
        status(77, Want.ONCE);
    }

    /** Its supervise exits on command. */
    private void endAt(int milliseconds) {
        at(milliseconds, () -> end(1001));
    }

    private void end(int pid) {
        machine.tree().fifoAt(STATE + "ok").closedByReader();
        machine.children().end(pid, 0);
    }

    private void status(int pid, Want want) {
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(0, pid, false, want, status);
        machine.tree().file(STATE + "status", new String(status, StandardCharsets.ISO_8859_1));
    }

    private void history(RunEnd end) {
        byte[] record = new byte[HistoryCodec.SIZE];
        RunStart start = new RunStart();
        start.set(1, StartReason.FIRST, Want.ONCE, 5);
        start.identity().set(ProcessIdentity.NONE, 0, 0);
        HistoryCodec.encode(start, record, 0);
        HistoryCodec.encode(end, record, HistoryCodec.HALF);
        byte[] file = new byte[2 * HistoryCodec.SIZE];
        System.arraycopy(record, 0, file, HistoryCodec.SIZE, record.length);
        machine.tree().file(STATE + "history", new String(file, StandardCharsets.ISO_8859_1));
    }

    private static RunEnd ended() {
        RunEnd end = new RunEnd();
        end.set(1, 6);
        return end;
    }

    private static RunEnd ended(int exitCode, int signal) {
        RunEnd end = ended();
        end.setStatus(exitCode, signal);
        return end;
    }

    @ParameterizedTest
    @ValueSource(strings = {"drainWatch", "openRead main/supervise/status"})
    void aFailureIsNotTheLastLook(String call) {
        at(1500, () -> {
            machine.calls().failOnce(call, Errno.ENFILE);
            history(ended(77, 0));
            status(0, Want.ONCE);
        });
        endAt(8500);
        assertThat(run()).isEqualTo(77);
    }

    @Test
    void endsSvscanWithItsExitCode() {
        supervised("other");
        at(1500, () -> {
            history(ended(77, 0));
            status(0, Want.ONCE);
        });
        end(2500, 1002);
        endAt(2000);
        assertThat(run()).isEqualTo(77);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void endsSvscanWithItsSignal() {
        at(1500, () -> {
            history(ended(0, 9));
            status(0, Want.ONCE);
        });
        endAt(2000);
        assertThat(run()).isEqualTo(137);
    }

    @Test
    void endsSvscanIfItsExitCodeIsNotKnown() {
        at(1500, () -> {
            history(ended());
            status(0, Want.ONCE);
        });
        endAt(6000);
        assertThat(run()).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svscan: warning: unable to find out how main has ended\n");
    }

    @Test
    void mayHaveGotAnotherDirectoryOfItsSupervise() {
        at(1200, () -> {
            machine.posix().rename("/service/main/supervise", "/service/former");
            machine.tree().directory("/service/main/supervise");
            machine.tree().fifo(STATE + "ok");
            machine.tree().fifoAt(STATE + "ok").openedByReader();
            status(77, Want.ONCE);
        });
        at(1500, () -> {
            history(ended(77, 0));
            status(0, Want.ONCE);
        });
        endAt(2000);
        assertThat(run()).isEqualTo(77);
        assertThat(machine.clock().passed()).hasSeconds(2);
    }

    /** As of one that was adopted. */
    @Test
    void endsSvscanWithAnExitCodeThatIsKnownLater() {
        at(1500, () -> {
            history(ended());
            status(0, Want.ONCE);
        });
        at(1700, () -> history(ended(3, 0)));
        endAt(6000);
        assertThat(run()).isEqualTo(3);
    }

    @Test
    void mayBeDownOnCommand() {
        at(1500, () -> {
            history(ended(77, 0));
            status(0, Want.DOWN);
        });
        signal(1900, Signal.TERM);
        endAt(2000);
        assertThat(run()).isZero();
    }

    /** Before its first start, the service is wanted up. */
    @Test
    void mayHaveEndedInAnEarlierLifeOfItsContainer() {
        history(ended(77, 0));
        status(0, Want.UP);
        at(500, () -> status(77, Want.ONCE));
        signal(1900, Signal.TERM);
        endAt(2000);
        assertThat(run()).isZero();
    }

    /** Without its supervise, the status is old. */
    @Test
    void needsItsSupervise() {
        history(ended(77, 0));
        status(0, Want.ONCE);
        at(1, () -> status(78, Want.ONCE));
        signal(1900, Signal.TERM);
        endAt(2000);
        assertThat(run()).isZero();
    }
}
