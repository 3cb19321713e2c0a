package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceReaderTest {
    private static final String SUPERVISE = "/a/supervise/";
    private static final long STARTED = 1_700_000_000_123_456_789L;

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final ServiceReader reader = new ServiceReader(posix);

    @BeforeEach
    void makeService() {
        machine.tree().directory("/a/supervise");
        machine.tree().fifo(SUPERVISE + "ok").openedByReader();
        writeStatus(77);
        posix.chdir("/a");
    }

    private void writeStatus(int pid) {
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(STARTED, pid, false, Want.UP, status);
        write("status", status);
    }

    private void write(String name, byte[] bytes) {
        machine.tree().file(SUPERVISE + name, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private HistoryFile history() {
        return new HistoryFile(posix, new Diagnostics("supervise", posix), "/a", new ProcessIdentifier(posix));
    }

    /** Adds runs of these processes; all but the last one have ended with the exit code 1. */
    private void addRuns(StartReason reason, int... pids) {
        HistoryFile history = history();
        history.open();
        for (int i = 0; i < pids.length; i++) {
            history.prepare(reason, Want.UP, STARTED, 0);
            history.run(posix, pids[i]);
            long sequence = history.started();
            if (i < pids.length - 1) {
                RunEnd end = new RunEnd();
                end.set(sequence, STARTED);
                end.setStatus(1, 0);
                history.end(end);
            }
        }
    }

    private ServiceState state(ServicePhase phase, int pid, long sequence) {
        ServiceState state = new ServiceState();
        state.setPhase(phase, STARTED);
        state.setPid(pid);
        state.setSequence(sequence);
        return state;
    }

    private void writeState(ServiceState state) {
        byte[] bytes = new byte[StateCodec.SIZE];
        StateCodec.encode(state, bytes);
        write("state", bytes);
    }

    private void read() {
        reader.read("/a");
    }

    @Test
    void readsAStatusAlone() {
        read();
        assertThat(reader.problem()).isNull();
        assertThat(reader.supervised() && reader.normallyUp() && reader.up()).isTrue();
        assertThat(reader.pid()).isEqualTo(77);
        assertThat(reader.since()).isEqualTo(STARTED);
        assertThat(reader.want()).isEqualTo(Want.UP);
        assertThat(reader.hasHistory() || reader.state() != null).isFalse();
        assertThat(reader.settled()).isTrue();
    }

    @Test
    void readsTheStatusThatASuperviseHasLeft() {
        machine.tree().fifoAt(SUPERVISE + "ok").closedByReader();
        read();
        assertThat(reader.supervised() || reader.up()).isFalse();
        assertThat(reader.pid()).isEqualTo(77);
    }

    @Test
    void reportsWhatIsNotThere() {
        reader.read("/b");
        assertThat(reader.problem()).isEqualTo(new ServiceProblem(ServiceProblem.Step.OPEN_OK, Errno.ENOENT));
        machine.tree().directory("/b");
        reader.read("/b");
        assertThat(reader.problem()).isNull();
        assertThat(reader.supervised() || reader.hasStatus()).isFalse();
        machine.tree().file("/c", "");
        reader.read("/c");
        assertThat(reader.problem().errno()).isEqualTo(Errno.ENOTDIR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17})
    void reportsAShortStatus(int length) {
        write("status", new byte[length]);
        read();
        assertThat(reader.problem()).isEqualTo(ServiceProblem.BAD_FORMAT);
        assertThat(reader.hasStatus()).isFalse();
    }

    @Test
    void readsALongerStatusOfAnotherSuite() {
        machine.tree().file(SUPERVISE + "status", machine.tree().content(SUPERVISE + "status") + "\0\1");
        read();
        assertThat(reader.problem()).isNull();
        assertThat(reader.pid()).isEqualTo(77);
    }

    @Test
    void readsTheHistoryOfTheProcess() {
        addRuns(StartReason.RESTART, 75, 76, 77);
        read();
        assertThat(reader.hasHistory() && reader.settled()).isTrue();
        assertThat(reader.lastRun().sequence()).isEqualTo(3);
        RunEnd end = new RunEnd();
        assertThat(reader.history().end(2, end)).isTrue();
        assertThat(end.status().exitCode()).isEqualTo(1);
        assertThat(reader.history().end(3, end)).isFalse();
        assertThat(reader.history().end(0, end) || reader.history().start(-1, new RunStart()))
                .isFalse();
    }

    @Test
    void aHistoryOfAnotherProcessDoesNotCount() {
        addRuns(StartReason.RESTART, 75, 76);
        read();
        assertThat(reader.hasHistory() || reader.settled()).isFalse();
        assertThat(reader.up()).isTrue();
    }

    @Test
    void findsTheNewestOfMoreRunsThanAHistoryHas() {
        int[] pids = new int[HistoryFile.RECORDS + 10];
        Arrays.fill(pids, 77);
        addRuns(StartReason.RESTART, pids);
        read();
        assertThat(reader.lastRun().sequence()).isEqualTo(pids.length);
        assertThat(reader.history().start(10, new RunStart())).isFalse();
        assertThat(reader.history().start(11, new RunStart())).isTrue();
    }

    @Test
    void aFinishIsNoService() {
        addRuns(StartReason.FINISH, 77);
        read();
        assertThat(reader.finishing()).isTrue();
        assertThat(reader.up()).isFalse();
    }

    @Test
    void aCopiedHistoryDoesNotCount() {
        addRuns(StartReason.RESTART, 77);
        String content = machine.tree().content(SUPERVISE + "history");
        machine.tree().remove(SUPERVISE + "history");
        machine.tree().file(SUPERVISE + "other", "");
        machine.tree().file(SUPERVISE + "history", content);
        machine.tree().fifoAt(SUPERVISE + "ok").closedByReader();
        read();
        assertThat(reader.hasHistory()).isFalse();
    }

    @Test
    void aDamagedRecordDoesNotCount() {
        addRuns(StartReason.RESTART, 76, 77);
        byte[] bytes = machine.tree().bytes(SUPERVISE + "history");
        bytes[2 * HistoryCodec.SIZE + 20] ^= 1;
        write("history", bytes);
        writeStatus(76);
        read();
        assertThat(reader.lastRun().sequence()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"history, 0", "history, 100", "history, 8192", "history, 8193", "state, 0", "state, 255", "state, 256"})
    void hostileFilesDoNotCount(String name, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xff);
        write(name, bytes);
        read();
        assertThat(reader.hasHistory() || reader.state() != null).isFalse();
        assertThat(reader.up()).isTrue();
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"history", "state"})
    void otherKindsOfFilesDoNotCount(String name) {
        machine.tree().fifo(SUPERVISE + name);
        read();
        assertThat(reader.hasHistory() || reader.state() != null).isFalse();
        machine.tree().remove(SUPERVISE + name);
        machine.tree().directory(SUPERVISE + name);
        read();
        assertThat(reader.hasHistory() || reader.state() != null).isFalse();
        assertThat(reader.problem()).isNull();
    }

    @Test
    void readsTheStateOfTheProcess() {
        addRuns(StartReason.FIRST, 77);
        writeState(state(ServicePhase.READY, 77, 1));
        read();
        assertThat(reader.settled()).isTrue();
        assertThat(reader.state().phase()).isEqualTo(ServicePhase.READY);
    }

    @Test
    void aStateOfAnotherProcessDoesNotCount() {
        addRuns(StartReason.FIRST, 77);
        writeState(state(ServicePhase.DOWN, 0, 1));
        read();
        assertThat(reader.state()).isNull();
        assertThat(reader.settled()).isFalse();
    }

    @Test
    void aStateOfAnEarlierRunDoesNotCount() {
        addRuns(StartReason.FIRST, 76, 77);
        writeStatus(0);
        writeState(state(ServicePhase.FAILED, 0, 1));
        read();
        assertThat(reader.state()).isNull();
        writeState(state(ServicePhase.FAILED, 0, 2));
        read();
        assertThat(reader.failed()).isTrue();
    }

    @Test
    void aTornStateDoesNotCount() {
        byte[] bytes = new byte[StateCodec.SIZE];
        StateCodec.encode(state(ServicePhase.UP, 77, 1), bytes);
        bytes[StateCodec.SIZE / 2] ^= 1;
        write("state", bytes);
        read();
        assertThat(reader.state()).isNull();
        assertThat(reader.settled()).isFalse();
    }

    @Test
    void aLackOfDescriptorsIsReported() {
        machine.failOn("openRead /a/supervise/history", Errno.EMFILE);
        read();
        assertThat(reader.problem().errno()).isEqualTo(Errno.EMFILE);
    }
}
