package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.FatalException;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link StateFile} and {@link StateCodec}. */
class StateFileTest {
    private static final String PATH = "/service/a/supervise/state";
    private static final String WARNING = "supervise: warning: unable to write a/supervise/state: ";
    private static final long SYSTEM = 77;

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final ServiceState state = new ServiceState();

    @BeforeEach
    void enterServiceDirectory() {
        machine.tree().directory("/service/a/supervise");
        posix.chdir("/service/a");
        state.setPhase(ServicePhase.STOPPING, 1);
        state.setWant(Want.DOWN);
        state.setReady(true, 2);
        state.setStopping(true);
        state.setCommanded(true);
        state.setFailure(FailureReason.RESTART_LIMIT);
        state.setSequence(3);
        state.setPid(4);
        state.setDeadline(5);
        state.setKillAt(6);
        state.setStartAt(7);
        state.setStartedAt(8);
        state.setWatchdogAt(9);
        state.setWatchdogTimeout(10);
        state.setLimit(11, 12);
        state.setShortRuns(13);
        state.setCounts(14, 15);
        state.setText(Bytes.of("busy"), 0, 4);
    }

    private StateFile file() {
        return file(SYSTEM);
    }

    private StateFile file(long system) {
        return new StateFile(posix, new Diagnostics("supervise", posix), "a", () -> system);
    }

    private boolean readable() {
        return file().read(new ServiceState());
    }

    @Test
    void hasAllThatWasWritten() {
        file().write(state);
        ServiceState read = new ServiceState();
        assertThat(file().read(read)).isTrue();
        assertThat(read).usingRecursiveComparison().isEqualTo(state);
        assertThat(machine.tree().status(PATH).size()).isEqualTo(StateCodec.SIZE);
        assertThat(machine.tree().status(PATH).permissions()).isEqualTo(0600);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void eachStateIsOneWrite() {
        StateFile file = file();
        file.write(state);
        machine.calls().forget();
        file.write(state);
        assertThat(machine.calls().all()).containsExactly("pwrite 3 256 0");
    }

    @Test
    void oneThatIsTornIsNone() {
        file().write(state);
        byte[] whole = machine.tree().bytes(PATH);
        for (int i = 0; i < StateCodec.SIZE; i++) {
            byte[] torn = whole.clone();
            torn[i] ^= 0x40;
            assertThat(StateCodec.decode(torn, new ServiceState()))
                    .as("byte %d", i)
                    .isFalse();
        }
        machine.tree().file(PATH, Bytes.text(whole, StateCodec.SIZE - 1));
        assertThat(readable()).isFalse();
        machine.tree().file(PATH, "");
        assertThat(readable()).isFalse();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void oneOfAnotherStartOfTheSystemIsNone() {
        file().write(state);
        assertThat(file(SYSTEM + 1).read(new ServiceState())).isFalse();
        assertThat(file(0).read(new ServiceState())).isFalse();
    }

    @Test
    void theStartOfTheSystemIsAskedForAgainAfterAShortage() {
        machine.failOn("serialNumber", Errno.ENFILE);
        StateFile file = new StateFile(
                posix, new Diagnostics("supervise", posix), "a", () -> posix.serialNumber(TestMachine.PID));
        file.write(state);
        assertThat(file.failing()).isTrue();
        assertThat(machine.stderr())
                .isEqualTo("supervise: warning: unable to write a/supervise/state: system cannot open more files\n");
        assertThatThrownBy(() -> file.read(new ServiceState()))
                .isInstanceOf(FatalException.class)
                .hasMessage("supervise: fatal: unable to read a/supervise/state: system cannot open more files");
        machine.calls().succeed("serialNumber");
        file.write(state);
        assertThat(file.failing()).isFalse();
        assertThat(file.read(new ServiceState())).isTrue();
    }

    /** The directory was copied: the state is that of another service. */
    @Test
    void aCopyIsNone() {
        file().write(state);
        machine.tree().directory("/service/b/supervise");
        machine.tree().file("/service/b/supervise/state", machine.tree().content(PATH));
        posix.chdir("/service/b");
        assertThat(readable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"link", "fifo", "names"})
    void whatIsInItsPlaceIsRemoved(String kind) {
        machine.tree().file("/other", "other");
        switch (kind) {
            case "link" -> machine.tree().link(PATH, "/other");
            case "fifo" -> machine.tree().fifo(PATH);
            default -> {
                machine.tree().file(PATH, "other");
                machine.tree().setLinks(PATH, 2);
            }
        }
        file().write(state);
        assertThat(readable()).isTrue();
        assertThat(machine.tree().content("/other")).isEqualTo("other");
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void aDirectoryIsReportedOnce() {
        machine.tree().directory(PATH);
        StateFile file = file();
        assertThat(file.read(new ServiceState())).isFalse();
        file.write(state);
        file.write(state);
        assertThat(machine.stderr()).isEqualTo(WARNING + "is a directory\n");
        assertThat(machine.descriptors().open()).hasSize(3);
    }

    @Test
    void reportsTheFirstOfSeveralFailures() {
        StateFile file = file();
        file.write(state);
        machine.calls().failOnce("pwrite", Errno.ENOSPC);
        file.write(state);
        assertThat(machine.stderr()).isEqualTo(WARNING + "out of disk space\n");
        file.write(state);
        machine.failOn("pwrite", Errno.ENOSPC);
        file.write(state);
        file.write(state);
        assertThat(machine.stderrLines()).hasSize(2);
    }

    @Test
    void closesWhatItCannotExamine() {
        machine.calls().failOnce("stat 3", Errno.EIO);
        file().write(state);
        assertThat(machine.descriptors().open()).hasSize(3);
        assertThat(machine.stderr()).isEqualTo(WARNING + "input/output error\n");
    }

    /** A service that is down would be started. */
    @ParameterizedTest
    @EnumSource(names = {"EMFILE", "ENFILE", "ENOMEM"})
    void oneThatMayBeReadLaterIsNoReasonToGoOn(Errno errno) {
        file().write(state);
        machine.failOn("openReadWrite", errno);
        assertThatThrownBy(this::readable)
                .isInstanceOf(FatalException.class)
                .hasMessage("supervise: fatal: unable to read a/supervise/state: " + errno.text());
    }

    @Test
    void isRemovedAndMadeAgain() {
        StateFile file = file();
        file.write(state);
        file.remove();
        assertThat(machine.tree().exists(PATH)).isFalse();
        assertThat(machine.descriptors().open()).hasSize(3);
        file.remove();
        file.write(state);
        assertThat(readable()).isTrue();
    }

    @Test
    void thePhaseBeginsWhenItChanges() {
        ServiceState fresh = new ServiceState();
        fresh.setPhase(ServicePhase.DOWN, 5);
        fresh.setPhase(ServicePhase.DOWN, 6);
        assertThat(fresh.since()).isEqualTo(5);
        fresh.setPhase(ServicePhase.UP, 7);
        assertThat(fresh.since()).isEqualTo(7);
    }

    @Test
    void aLongTextIsCut() {
        state.setText(Bytes.of("x".repeat(1000)), 0, 1000);
        assertThat(state.textLength()).isEqualTo(ServiceState.MAX_TEXT);
        file().write(state);
        assertThat(readable()).isTrue();
    }
}
