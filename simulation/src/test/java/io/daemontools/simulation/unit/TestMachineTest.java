package io.daemontools.simulation.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Datagram;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import java.time.Duration;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** The rules that a machine for unit tests adds to those of the kernel. */
class TestMachineTest {
    private static final long SECOND = 1_000_000_000L;

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final byte[] buffer = new byte[10];

    private record Code(ToIntFunction<Posix> code) implements Command {
        @Override
        public String name() {
            return "code";
        }

        @Override
        public int run(Arguments arguments, Posix posix) {
            return code.applyAsInt(posix);
        }
    }

    private static Command sleeping(long nanoseconds) {
        return new Code(posix -> {
            posix.sleep(nanoseconds);
            return 0;
        });
    }

    private void at(int seconds, Runnable happening) {
        machine.clock().at(Duration.ofSeconds(seconds), happening);
    }

    private boolean readable(int descriptor) {
        boolean[] ready = new boolean[1];
        posix.poll(new int[] {descriptor}, ready, 0);
        return ready[0];
    }

    @Test
    void onlyWaitingTakesTime() {
        long wallClock = posix.wallClock();
        long monotonic = posix.monotonicClock();
        at(2, () -> machine.clock().setWallClock(0));
        posix.openRead("/");
        posix.sleep(SECOND);
        assertThat(posix.wallClock() - wallClock).isEqualTo(SECOND);
        posix.sleep(2 * SECOND);
        assertThat(posix.wallClock()).isEqualTo(SECOND);
        assertThat(posix.monotonicClock() - monotonic).isEqualTo(3 * SECOND);
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void whatIsPlannedEndsAWait() {
        int[] pipe = new int[2];
        posix.pipe(pipe);
        at(3, () -> machine.descriptors().fifo(pipe[0]).put("x"));
        assertThat(posix.read(pipe[0], buffer, 0, 10)).isEqualTo(1);
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void endlessWaitIsAnError() {
        assertThatThrownBy(() -> posix.poll(new int[0], new boolean[0], -1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("still runs");
        assertThatThrownBy(() -> posix.poll(new int[0], new boolean[0], -1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nothing is planned");
    }

    @Test
    void busyLoopIsAnError() {
        assertThatThrownBy(() -> {
                    while (true) {
                        posix.poll(new int[] {0}, new boolean[1], -1);
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("again and again");
    }

    @Test
    void callsAreRecordedAndFailOnRequest() {
        machine.tree().directory("/a");
        machine.failOn("chdir /a", Errno.EACCES);
        machine.calls().failOnce("openRead", Errno.EMFILE);
        assertThatThrownBy(() -> posix.chdir("/a")).isSameAs(PosixException.of(Errno.EACCES));
        assertThatThrownBy(() -> posix.openRead("/")).isSameAs(PosixException.of(Errno.EMFILE));
        posix.chdir("/");
        posix.openRead("/");
        machine.calls().succeed("chdir /a");
        posix.chdir("/a");
        assertThat(machine.calls().all())
                .containsExactly("chdir /a", "openRead /", "chdir /", "openRead /", "chdir /a");
        assertThat(machine.calls().of("chdir")).hasSize(3);
        assertThat(machine.calls().of("chdir /")).hasSize(1);
    }

    @Test
    void callsOnSocketsAreRecorded() {
        int socket = posix.socket();
        posix.bind(socket, posix.getcwd() + "s", 0600);
        machine.tree().send("/s", "READY", 2000, 1);
        Datagram datagram = new Datagram(9);
        assertThat(posix.recvmsg(socket, datagram)).isTrue();
        assertThat(datagram.process()).isEqualTo(2000);
        posix.sendto(socket, buffer, 0, 5, "/s");
        assertThat(machine.calls().all())
                .containsExactly("socket", "getcwd", "bind 3 /s 0600", "recvmsg 3", "sendto 3 5 /s");
    }

    @Test
    void eagainIsNoException() {
        machine.failOn("write", Errno.EAGAIN);
        assertThat(posix.write(1, buffer, 0, 10)).isEqualTo(Posix.WOULD_BLOCK);
        assertThat(machine.stdout()).isEmpty();
    }

    @Test
    void hookRunsBeforeItsCall() {
        machine.calls().whenMade("stat", () -> machine.tree().file("/late", ""));
        assertThat(posix.stat("/late", new FileStatus())).isTrue();
    }

    @Test
    void standardStreamsTransferAsMuchAsTheTestAllows() {
        machine.setStdin("abcde");
        machine.descriptors().readAtMost(3);
        machine.descriptors().writeAtMost(2);
        assertThat(posix.read(0, buffer, 0, 10)).isEqualTo(3);
        assertThat(posix.write(2, buffer, 0, 3)).isEqualTo(2);
        assertThat(machine.stderr()).isEqualTo("ab");
        assertThat(posix.read(0, buffer, 0, 10)).isEqualTo(2);
        assertThat(posix.read(0, buffer, 0, 10)).isZero();
    }

    @Test
    void childHasItsDescriptorsAtOnce() {
        int[] pipe = new int[2];
        posix.pipe(pipe);
        posix.setBlocking(pipe[0], false);
        int moved = posix.spawn(Spawn.program("", "writer").dup2("", pipe[1], 1));
        int closed = posix.spawn(Spawn.program("", "other"));
        posix.close(pipe[1]);
        machine.children().end(closed, 0);
        assertThat(posix.read(pipe[0], buffer, 0, 10)).isEqualTo(Posix.WOULD_BLOCK);
        machine.children().end(moved, 0);
        assertThat(posix.read(pipe[0], buffer, 0, 10)).isZero();
    }

    @Test
    void childThatCannotBeSetUpEnds() {
        int child = posix.spawn(Spawn.program("", "x").chdir("/missing", "no directory: "));
        WaitStatus status = new WaitStatus();
        assertThat(posix.reap(status)).isEqualTo(child);
        assertThat(status.exitCode()).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("no directory: file does not exist\n");
    }

    @Test
    void childLivesUntilTheTestEndsIt() {
        posix.catchSignals(Signal.CHLD);
        int child = posix.spawn(Spawn.program("", "x", "y"));
        assertThat(child).isEqualTo(TestMachine.PID + 1);
        assertThat(machine.children().last().commandLine()).isEqualTo("x y");
        WaitStatus status = new WaitStatus();
        posix.kill(child, Signal.KILL);
        assertThat(posix.reap(status)).isEqualTo(Posix.NONE);
        machine.children().end(child, 3);
        assertThat(posix.takeSignal()).isEqualTo(Signal.CHLD);
        posix.kill(child, Signal.TERM);
        assertThat(posix.reap(status)).isEqualTo(child);
        assertThat(status.exitCode()).isEqualTo(3);
        assertThatThrownBy(() -> posix.kill(child, Signal.TERM)).isSameAs(PosixException.of(Errno.ESRCH));
        assertThat(machine.calls().kills()).containsExactly("KILL " + child, "TERM " + child);
        assertThatThrownBy(() -> machine.children().end(child, 0)).isInstanceOf(AssertionError.class);
    }

    @Test
    void orphanIsAChildAndAnotherProcessIsNone() {
        machine.children().inherit(77, 70);
        machine.children().startOther(78);
        int watch = posix.watchProcess(78);
        posix.kill(-70, Signal.TERM);
        machine.children().end(78, 0);
        assertThat(readable(watch)).isTrue();
        machine.children().crash(77);
        WaitStatus status = new WaitStatus();
        assertThat(posix.waitpid(Posix.ANY_CHILD, status)).isEqualTo(77);
        assertThat(status.crashed()).isTrue();
        assertThatThrownBy(() -> posix.waitpid(Posix.ANY_CHILD, status)).isSameAs(PosixException.of(Errno.ECHILD));
    }

    @Test
    void otherProcessTakesPartInAFifo() {
        FifoPeer peer = machine.tree().fifo("/fifo");
        assertThatThrownBy(() -> posix.openWrite("/fifo")).isSameAs(PosixException.of(Errno.ENXIO));
        peer.openedByReader();
        int writing = posix.openWrite("/fifo");
        posix.write(writing, Bytes.of("text"), 0, 4);
        assertThat(machine.tree().fifoAt("/fifo").take()).isEqualTo("text");
        posix.ignore(Signal.PIPE);
        peer.exits();
        assertThatThrownBy(() -> posix.write(writing, buffer, 0, 1)).isSameAs(PosixException.of(Errno.EPIPE));
    }

    @Test
    void otherProcessHasALock() {
        machine.tree().file("/lock", "");
        machine.tree().lockedByAnother("/lock");
        int lock = posix.openAppend("/lock");
        assertThatThrownBy(() -> posix.tryLock(lock)).isSameAs(PosixException.of(Errno.EAGAIN));
    }

    @Test
    void remadeDirectoryDiffersInItsBirthAlone() {
        machine.tree().directory("/a/b");
        long inode = machine.tree().status("/a").inode();
        long birth = posix.birth("/a");
        machine.tree().remake("/a");
        assertThat(machine.tree().status("/a").inode()).isEqualTo(inode);
        assertThat(machine.tree().exists("/a/b")).isFalse();
        assertThat(posix.birth("/a")).isNotEqualTo(birth);
    }

    @Test
    void commandHasItsArguments() {
        assertThat(machine.run(new Code(process -> 7), "name", "a", "b")).isEqualTo(7);
        assertThat(machine.lastArgument()).isEqualTo("b");
    }

    @Test
    void commandThatASignalEndsIsAnError() {
        machine.descriptors().pipeAt(1).exits();
        Command writing = new Code(process -> process.write(1, buffer, 0, 1));
        assertThatThrownBy(() -> machine.run(writing, "name"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("ended by signal 13");
    }

    @Test
    void machineStopsAtAMoment() {
        machine.runUntil(Duration.ofSeconds(5), sleeping(9 * SECOND), "name");
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(5));
        TestMachine other = new TestMachine();
        assertThatThrownBy(() -> other.runUntil(Duration.ofSeconds(5), sleeping(SECOND), "name"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void codeMayExit() {
        assertThat(machine.exitCode(() -> posix.exit(3))).isEqualTo(3);
        assertThatThrownBy(() -> machine.exitCode(() -> {})).isInstanceOf(AssertionError.class);
    }
}
