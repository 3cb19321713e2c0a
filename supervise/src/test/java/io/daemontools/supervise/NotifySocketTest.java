package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifySocketTest {
    private static final String PATH = "supervise/notify";
    private static final int MODE = 0622;

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final NotifySocket socket = new NotifySocket(posix, PATH);

    @BeforeEach
    void makeDirectory() {
        machine.tree().directory("/service/a/supervise");
        posix.chdir("/service/a");
    }

    private void failsToOpen(Errno errno) {
        assertThatThrownBy(() -> socket.open(MODE)).isSameAs(PosixException.of(errno));
        assertThat(socket.descriptor()).isNegative();
        assertThat(machine.descriptors().open()).containsExactly(0, 1, 2);
    }

    @Test
    void receivesMessagesOneByOneWithTheirSenders() {
        socket.open(MODE);
        assertThat(socket.receive()).isFalse();
        machine.tree().send(PATH, "READY=1", 2000, 3000);
        machine.tree().send(PATH, "STATUS=x", 2001, 3001);
        assertThat(socket.receive()).isTrue();
        assertThat(socket.notification().ready()).isTrue();
        assertThat(socket.process()).isEqualTo(2000);
        assertThat(socket.user()).isEqualTo(3000);
        assertThat(socket.receive()).isTrue();
        assertThat(socket.notification().ready()).isFalse();
        assertThat(socket.notification().hasStatus()).isTrue();
        assertThat(socket.process()).isEqualTo(2001);
        assertThat(socket.receive()).isFalse();
    }

    @Test
    void aMessageThatIsTooLongCountsAsEmpty() {
        socket.open(MODE);
        String line = "READY=1\n";
        machine.tree().send(PATH, line.repeat(Notification.LONGEST / line.length()), 1, 0);
        machine.tree().send(PATH, line.repeat(Notification.LONGEST / line.length()) + "x", 1, 0);
        assertThat(socket.receive()).isTrue();
        assertThat(socket.notification().ready()).isTrue();
        assertThat(socket.receive()).isTrue();
        assertThat(socket.notification().ready()).isFalse();
    }

    @Test
    void anEmptyMessageIsReceived() {
        socket.open(MODE);
        machine.tree().send(PATH, "", 1, 0);
        assertThat(socket.receive()).isTrue();
        assertThat(socket.receive()).isFalse();
    }

    @Test
    void theFileHasTheModeWhateverTheUmask() {
        posix.umask(0777);
        socket.open(MODE);
        assertThat(machine.tree().status(PATH).socket()).isTrue();
        assertThat(machine.tree().status(PATH).permissions()).isEqualTo(MODE);
    }

    @Test
    void aSocketThatIsLeftOverIsReplaced() {
        socket.open(MODE);
        NotifySocket next = new NotifySocket(posix, PATH);
        next.open(MODE);
        machine.tree().send(PATH, "READY=1", 1, 0);
        assertThat(socket.receive()).isFalse();
        assertThat(next.receive()).isTrue();
    }

    @Test
    void theFileStaysWhenItIsClosed() {
        socket.open(MODE);
        socket.close();
        socket.close();
        assertThat(socket.descriptor()).isNegative();
        assertThatThrownBy(() -> machine.tree().send(PATH, "READY=1", 1, 0))
                .isSameAs(PosixException.of(Errno.ECONNREFUSED));
        socket.open(MODE);
        machine.tree().send(PATH, "READY=1", 1, 0);
        assertThat(socket.receive()).isTrue();
    }

    @Test
    void nothingButASocketIsRemoved() {
        machine.tree().file(PATH, "x");
        failsToOpen(Errno.EADDRINUSE);
        assertThat(machine.tree().content(PATH)).isEqualTo("x");
        posix.unlink(PATH);
        machine.tree().directory("/service/a/" + PATH);
        failsToOpen(Errno.EADDRINUSE);
        machine.tree().remove(PATH);
        machine.tree().fifo(PATH);
        failsToOpen(Errno.EADDRINUSE);
        assertThat(machine.tree().status(PATH).fifo()).isTrue();
    }

    @Test
    void aLinkToASocketIsNotRemoved() {
        new NotifySocket(posix, "other").open(MODE);
        machine.tree().link(PATH, "../other");
        assertThatThrownBy(() -> socket.open(MODE)).isSameAs(PosixException.of(Errno.EADDRINUSE));
        assertThat(posix.readlink(PATH)).isEqualTo("../other");
        assertThat(machine.tree().status("other").socket()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "bind", "stat"})
    void aFailureLeavesNothingOpen(String call) {
        machine.failOn(call, Errno.ENOMEM);
        failsToOpen(Errno.ENOMEM);
        machine.calls().succeed(call);
        socket.open(MODE);
    }

    @Test
    void aFailureToReceiveIsThrown() {
        socket.open(MODE);
        machine.failOn("recvmsg", Errno.ENOBUFS);
        assertThatThrownBy(socket::receive).isSameAs(PosixException.of(Errno.ENOBUFS));
    }

    @Test
    void theAddressIsAbsolute() {
        assertThat(socket.address()).isEqualTo("/service/a/" + PATH);
        posix.chdir("/");
        assertThat(socket.address()).isEqualTo("/" + PATH);
    }

    @Test
    void anAddressThatASocketCannotHaveIsRefused() {
        int longest = posix.longestSocketPath();
        String directory = "/" + "d".repeat(longest - PATH.length() - 2);
        machine.tree().directory(directory);
        posix.chdir(directory);
        assertThat(socket.address()).hasSize(longest);
        machine.tree().directory(directory + "d");
        posix.chdir(directory + "d");
        assertThatThrownBy(socket::address).isSameAs(PosixException.of(Errno.ENAMETOOLONG));
    }

    @Test
    void aProgramSendsToTheAddress() {
        socket.open(MODE);
        String address = socket.address();
        posix.chdir("/");
        int sender = posix.socket();
        byte[] text = Bytes.of("READY=1");
        assertThat(posix.sendto(sender, text, 0, text.length, address)).isEqualTo(text.length);
        assertThat(socket.receive()).isTrue();
        assertThat(socket.process()).isEqualTo(TestMachine.PID);
        assertThat(socket.user()).isZero();
    }
}
