package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.simulation.unit.FifoPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs of s6 that wait for events of a service find. */
class EventFifosTest extends SettingsFixture {
    private static final String EVENT = SuperviseRun.DIRECTORY + "/event";
    private static final String NAME = "/ftrig1:@400000006b0926b21e0a4d1b:kUtDaE";

    private void directory() {
        machine.tree().directory(EVENT);
        machine.tree().setPermissions(EVENT, 0700);
    }

    private FifoPeer reader() {
        directory();
        FifoPeer fifo = machine.tree().fifo(EVENT + NAME);
        fifo.openedByReader();
        return fifo;
    }

    @Test
    void eachEventIsALetter() {
        FifoPeer fifo = reader();
        ends(2000, 0);
        run.command(4000, "dx");
        ends(4100, 0);
        assertThat(run.toExit()).isZero();
        assertThat(fifo.take()).isEqualTo("sudDudDx");
    }

    @Test
    void aServiceIsDownOnceItsFinishIsOver() {
        executable("finish");
        FifoPeer fifo = reader();
        ends(2000, 0);
        run.at(2500, () -> assertThat(fifo.take()).isEqualTo("sud"));
        ends(3000, 125);
        run.until(4000);
        assertThat(fifo.take()).isEqualTo("OD");
    }

    @Test
    void readinessIsAnEvent() {
        FifoPeer fifo = reader();
        file("notification-fd", "3");
        run.at(500, () -> machine.tree().fifoAt("supervise/notification").openedByWriter());
        run.at(600, () -> machine.tree().fifoAt("supervise/notification").put("\n"));
        run.until(2000);
        assertThat(fifo.take()).isEqualTo("suU");
    }

    @Test
    void aServiceThatNotifiesHasTheDirectoryAndTheLockOfS6() {
        file("notification-fd", "3");
        ends(2000, 0);
        run.until(5000);
        assertThat(machine.tree().status(EVENT).permissions()).isEqualTo(0700);
        assertThat(machine.calls().of("lockf")).hasSize(1);
    }

    @Test
    void anyOtherServiceHasNeither() {
        file("timeout-kill", "1000");
        run.until(5000);
        assertThat(machine.tree().exists(EVENT)).isFalse();
        assertThat(machine.calls().of("lockf")).isEmpty();
        assertThat(machine.calls().of("listDirectory")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkdir event", "lockf"})
    void neitherIsNeeded(String call) {
        file("notification-fd", "3");
        machine.failOn(call, Errno.EROFS);
        run.until(2000);
        assertThat(run.starts()).hasSize(1);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aFifoWithoutAReaderIsRemoved() {
        directory();
        machine.tree().fifo(EVENT + NAME);
        machine.tree().fifo(EVENT + "/other");
        run.until(2000);
        assertThat(machine.tree().names(EVENT)).contains("other").doesNotContain(NAME.substring(1));
    }

    @Test
    void aFifoThatIsFullIsNotWaitedFor() {
        FifoPeer fifo = reader();
        fifo.put("x".repeat(FifoPeer.CAPACITY));
        ends(2000, 0);
        run.until(3500);
        assertThat(run.starts()).containsExactly(0L, 2000L);
    }

    @Test
    void onlyAFifoIsWritten() {
        directory();
        machine.tree().file(EVENT + NAME, "abc");
        run.until(2000);
        assertThat(machine.tree().content(EVENT + NAME)).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(ints = {0720, 0702, 03730, 01733})
    void aDirectoryThatOthersMayWriteToIsNotUsed(int permissions) {
        FifoPeer fifo = reader();
        machine.tree().setPermissions(EVENT, permissions);
        ends(2000, 0);
        run.until(3500);
        assertThat(fifo.take()).isEmpty();
        assertThat(warnings())
                .containsExactly("supervise: warning: unable to use /service/a/event: others may write to it");
    }

    @Test
    void aFileOfThatNameHasNoMeaning() {
        file("event", "");
        run.until(2000);
        assertThat(machine.tree().exists("supervise/state")).isFalse();
        assertThat(warnings()).isEmpty();
    }
}
