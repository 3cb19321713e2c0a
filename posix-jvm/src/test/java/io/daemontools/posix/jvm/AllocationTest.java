package io.daemontools.posix.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.daemontools.posix.Datagram;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.WaitStatus;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repeated calls of a daemon leave no garbage. */
class AllocationTest {
    private static final int ROUNDS = 1000;

    /** The first call loads classes. On a busy machine HotSpot needs some more calls to compile code that still allocates. */
    private static final int TRIES = 50;

    private final JvmPosix posix = new JvmPosix();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final byte[] buffer = new byte[100];
    private final int[] ends = new int[2];
    private final int[] descriptors = new int[1];
    private final boolean[] ready = new boolean[1];
    private final int[] time = new int[6];
    private final FileStatus status = new FileStatus();
    private final Datagram datagram = new Datagram(50);
    private final WaitStatus ended = new WaitStatus();

    @TempDir
    private Path directory;

    private int socket;
    private String name;
    private String file;
    private String missing;

    @Test
    void repeatedCallsAllocateNothing() {
        file = directory.resolve("file").toString();
        missing = directory.resolve("missing").toString();
        posix.pipe(ends);
        posix.setBlocking(ends[0], false);
        descriptors[0] = ends[0];
        name = directory.resolve("socket").toString();
        socket = posix.socket();
        posix.bind(socket, name, 0600);
        long allocated = Long.MAX_VALUE;
        for (int tries = 0; tries < TRIES && allocated >= ROUNDS; tries++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                round();
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isLessThan(ROUNDS);
        posix.close(ends[0]);
        posix.close(ends[1]);
        posix.close(socket);
    }

    private void round() {
        int open = posix.openAppend(file);
        posix.write(open, buffer, 0, buffer.length);
        posix.stat(open, status);
        posix.close(open);
        posix.rename(file, file);
        posix.stat(file, status);
        posix.stat(missing, status);
        try {
            posix.openRead(missing);
        } catch (PosixException expected) {
            assert expected.errno() != null;
        }
        posix.write(ends[1], buffer, 0, 1);
        posix.poll(descriptors, ready, -1);
        posix.read(ends[0], buffer, 0, 1);
        posix.read(ends[0], buffer, 0, 1);
        posix.sendto(socket, buffer, 0, buffer.length, name);
        posix.recvmsg(socket, datagram);
        posix.recvmsg(socket, datagram);
        posix.reap(ended);
        posix.localTime(posix.wallClock() / 1_000_000_000, time);
        posix.indexOf(buffer, 0, buffer.length, (byte) posix.monotonicClock());
    }
}
