package io.daemontools.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessIdentifierTest {
    private static final String FIELDS = " 1 500 500 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 ";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final ProcessIdentity first = new ProcessIdentity();
    private final ProcessIdentity second = new ProcessIdentity();

    private ProcessIdentifier byStartTime() {
        machine.withoutSerialNumbers();
        machine.tree().directory("/proc");
        machine.tree().link("/proc/self", "1000");
        machine.tree().directory("/proc/1000/ns");
        machine.tree().directory("/proc/500");
        machine.tree().file("/proc/1000/ns/pid", "");
        return new ProcessIdentifier(posix);
    }

    private void stat(String name, char state, long start) {
        stat(name, state, 1, start);
    }

    private void stat(String name, char state, int threads, long start) {
        machine.tree()
                .file("/proc/500/stat", "500 (" + name + ") " + state + FIELDS + threads + " 0 " + start + " 8192 100");
    }

    @Test
    void identifiesBySerialNumber() {
        ProcessIdentifier identifier = new ProcessIdentifier(posix);
        machine.children().startOther(500);
        identifier.identify(posix, 500, first);
        identifier.identify(posix, 500, second);
        assertThat(identifier.works()).isTrue();
        assertThat(first.kind()).isEqualTo(ProcessIdentity.SERIAL_NUMBER);
        assertThat(first.sameAs(second)).isTrue();
        machine.children().end(500, 0);
        machine.children().startOther(500);
        identifier.identify(posix, 500, second);
        assertThat(first.sameAs(second)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "a b", ") S 1 1", "x) Z 1 (", ""})
    void identifiesByStartTime(String name) {
        ProcessIdentifier identifier = byStartTime();
        stat(name, 'S', 123_456);
        identifier.identify(posix, 500, first);
        assertThat(first.kind()).isEqualTo(ProcessIdentity.START_TIME);
        assertThat(first.number()).isEqualTo(123_456);
        stat("another", 'R', 123_456);
        identifier.identify(posix, 500, second);
        assertThat(first.sameAs(second)).isTrue();
        stat(name, 'S', 123_457);
        identifier.identify(posix, 500, second);
        assertThat(first.sameAs(second)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(chars = {'Z', 'X'})
    void aZombieIsNoProcess(char state) {
        ProcessIdentifier identifier = byStartTime();
        stat("run", state, 1);
        assertThatThrownBy(() -> identifier.identify(posix, 500, first)).isEqualTo(PosixException.of(Errno.ESRCH));
        assertThat(first.known()).isFalse();
    }

    @Test
    void aProcessWhoseFirstThreadHasEndedRuns() {
        ProcessIdentifier identifier = byStartTime();
        stat("run", 'S', 2, 123_456);
        identifier.identify(posix, 500, first);
        stat("run", 'Z', 2, 123_456);
        identifier.identify(posix, 500, second);
        assertThat(second.number()).isEqualTo(123_456);
        assertThat(first.sameAs(second)).isTrue();
    }

    /** As with the option hidepid=2 of /proc, if it is another user's, or may not be traced. */
    @Test
    void aHiddenProcessIsNotTakenForMissing() {
        ProcessIdentifier identifier = byStartTime();
        machine.children().startOther(500);
        assertThatThrownBy(() -> identifier.identify(posix, 500, first)).isEqualTo(PosixException.of(Errno.EPERM));
    }

    @Test
    void findsTheIdentitiesOfItsOwnKindAndSystem() {
        ProcessIdentifier identifier = byStartTime();
        stat("run", 'S', 1);
        identifier.identify(posix, 500, first);
        assertThat(identifier.finds(first)).isTrue();
        second.set(first.kind(), first.number() + 1, first.system());
        assertThat(identifier.finds(second)).isTrue();
        second.set(first.kind(), first.number(), first.system() + 1);
        assertThat(identifier.finds(second)).isFalse();
        second.set(ProcessIdentity.SERIAL_NUMBER, first.number(), first.system());
        assertThat(identifier.finds(second)).isFalse();
    }

    @Test
    void aMissingProcessIsReported() {
        ProcessIdentifier identifier = byStartTime();
        assertThatThrownBy(() -> identifier.identify(posix, 500, first)).isEqualTo(PosixException.of(Errno.ESRCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "500 (run) S", "500", ")", "500 (run) S 1 2 3"})
    void anUnreadableStatIsNoIdentity(String stat) {
        ProcessIdentifier identifier = byStartTime();
        machine.tree().file("/proc/500/stat", stat);
        identifier.identify(posix, 500, first);
        assertThat(first.known()).isFalse();
    }

    @Test
    void anotherNamespaceIsAnotherSystem() {
        ProcessIdentifier identifier = byStartTime();
        stat("run", 'S', 1);
        identifier.identify(posix, 500, first);
        machine.tree().remove("/proc/1000/ns/pid");
        machine.tree().file("/proc/1000/ns/pid", "");
        new ProcessIdentifier(posix).identify(posix, 500, second);
        assertThat(second.known()).isTrue();
        assertThat(first.sameAs(second)).isFalse();
    }

    @Test
    void theProcOfAnotherNamespaceIsNotUsed() {
        machine.withoutSerialNumbers();
        machine.tree().directory("/proc");
        machine.tree().link("/proc/self", "1001");
        machine.tree().directory("/proc/1001/ns");
        machine.tree().file("/proc/1001/ns/pid", "");
        assertThat(new ProcessIdentifier(posix).works()).isFalse();
    }

    @Test
    void nothingIsIdentifiedWithoutProc() {
        machine.withoutSerialNumbers();
        ProcessIdentifier identifier = new ProcessIdentifier(posix);
        identifier.identify(posix, 1000, first);
        assertThat(identifier.works()).isFalse();
        assertThat(first.known()).isFalse();
        assertThat(first.sameAs(first)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bootId", "serialNumber", "readlink /proc/self", "stat /proc/self/ns/pid"})
    void aShortageIsReported(String call) {
        byStartTime();
        machine.failOn(call, Errno.ENOMEM);
        assertThatThrownBy(() -> new ProcessIdentifier(posix)).isEqualTo(PosixException.of(Errno.ENOMEM));
    }
}
