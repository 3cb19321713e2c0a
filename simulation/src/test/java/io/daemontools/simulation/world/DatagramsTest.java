package io.daemontools.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Datagram;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import io.daemontools.simulation.file.Credentials;
import io.daemontools.simulation.file.DatagramSocket;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.FileSystem;
import io.daemontools.simulation.file.SocketFile;
import io.daemontools.simulation.file.SurvivingState;
import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.Fault;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Kernel;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.os.OperatingSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A receiver of datagrams is killed at each of its calls and started again, while a program sends. */
class DatagramsTest {
    private static final String INIT = "/sbin/init";
    private static final String RECEIVER = "/bin/receiver";
    private static final String SENDER = "/bin/sender";
    private static final String SOCKET = "/socket";
    private static final int SENT = 20;
    private static final int CALLS = 40;
    private static final long MILLISECOND = 1_000_000;

    private final List<Integer> received = new ArrayList<>();
    private final List<Integer> lost = new ArrayList<>();
    private int sender;
    private int starts;

    /** Removes the socket that is left over, binds a new one, and receives. */
    private int receive(Posix posix) {
        starts++;
        if (posix.stat(SOCKET, new FileStatus())) {
            posix.unlink(SOCKET);
        }
        int socket = posix.socket();
        posix.bind(socket, SOCKET, 0622);
        Datagram datagram = new Datagram(1);
        while (true) {
            posix.poll(new int[] {socket}, new boolean[1], -1);
            while (posix.recvmsg(socket, datagram)) {
                assertThat(datagram.process()).isEqualTo(sender);
                assertThat(datagram.user()).isZero();
                received.add((int) datagram.bytes()[0]);
            }
        }
    }

    private int send(Posix posix) {
        sender = posix.getpid();
        int socket = posix.socket();
        for (int i = 0; i < SENT; i++) {
            posix.sleep(10 * MILLISECOND);
            try {
                assertThat(posix.sendto(socket, new byte[] {(byte) i}, 0, 1, SOCKET))
                        .isEqualTo(1);
            } catch (PosixException refused) {
                assertThat(refused.errno()).isIn(Set.of(Errno.ENOENT, Errno.ECONNREFUSED));
                lost.add(i);
            }
        }
        posix.sleep(100 * MILLISECOND);
        return 0;
    }

    private static int init(Posix posix) {
        int sending = posix.spawn(Spawn.program("", SENDER));
        WaitStatus status = new WaitStatus();
        int ended;
        do {
            posix.spawn(Spawn.program("", RECEIVER));
            ended = posix.waitpid(Posix.ANY_CHILD, status);
        } while (ended != sending);
        return 0;
    }

    private void run(OperatingSystem system, int seed, int killed) {
        Faults faults = new Faults() {
            private int calls;

            @Override
            public Fault before(SimulatedProcess process, Call call) {
                return process.path().equals(RECEIVER) && ++calls == killed ? Fault.KILL : null;
            }
        };
        try (Kernel kernel = new Kernel(Scheduler.seeded(new Seed(seed), 4), faults, Disk.PERFECT, system)) {
            kernel.install(INIT, (arguments, posix) -> init(posix));
            kernel.install(RECEIVER, (arguments, posix) -> receive(posix));
            kernel.install(SENDER, (arguments, posix) -> send(posix));
            kernel.start(List.of(INIT));
            kernel.run();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachDatagramArrivesOnceOrIsLostWithTheReceiver(OperatingSystem system) {
        for (int killed = 1; killed <= CALLS; killed++) {
            received.clear();
            lost.clear();
            starts = 0;
            run(system, killed, killed);
            assertThat(starts).as("killed at call %d", killed).isEqualTo(2);
            assertThat(received).as("killed at call %d", killed).isSorted().contains(SENT - 1);
            received.addAll(lost);
            assertThat(received)
                    .as("killed at call %d", killed)
                    .doesNotHaveDuplicates()
                    .hasSizeBetween(SENT - 2, SENT);
        }
    }

    @Test
    void aSocketFileSurvivesAPowerCutWithoutItsSocket() {
        FileSystem files = new FileSystem(Disk.PERFECT, OperatingSystem.LINUX, () -> 1);
        files.bind(
                new DatagramSocket(OperatingSystem.LINUX),
                files.find(files.root(), SOCKET, Credentials.ROOT),
                0622,
                Credentials.ROOT);
        FileSystem after = files.surviving(SurvivingState.CACHED, Disk.PERFECT, () -> 2);
        SocketFile file = (SocketFile) after.get(SOCKET);
        assertThat(file.permissions()).isEqualTo(0622);
        assertThat(file.socket()).isNull();
    }
}
