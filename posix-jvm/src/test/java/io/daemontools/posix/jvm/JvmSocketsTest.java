package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CMemory.IO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Datagram;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PosixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JvmSocketsTest {
    private static final long NOW = 0;
    private static final long FOREVER = -1;
    private static final Path SYSTEMD_NOTIFY = Path.of("/usr/bin/systemd-notify");

    /** Of {@code sendmsg(2)} on 64-bit Linux: sizes of a {@code struct msghdr}, a {@code struct iovec}, and a {@code struct cmsghdr}. */
    private static final int HEADER = 56;

    private static final int BLOCK = 16;
    private static final int CONTROL = 16;

    private final JvmPosix posix = new JvmPosix();
    private final Datagram datagram = new Datagram(100);
    private int socket;
    private String path;

    @TempDir
    private Path directory;

    @BeforeEach
    void bind() {
        path = directory.resolve("socket").toString();
        socket = posix.socket();
        posix.bind(socket, path, 0622);
    }

    @AfterEach
    void close() {
        posix.close(socket);
    }

    private boolean readable(int descriptor, long nanoseconds) {
        boolean[] ready = new boolean[1];
        posix.poll(new int[] {descriptor}, ready, nanoseconds);
        return ready[0];
    }

    private void send(String text) {
        int sender = posix.socket();
        byte[] bytes = Bytes.of("." + text + ".");
        assertThat(posix.sendto(sender, bytes, 1, text.length(), path)).isEqualTo(text.length());
        posix.close(sender);
    }

    private String received() {
        return posix.recvmsg(socket, datagram) ? Bytes.text(datagram.bytes(), datagram.length()) : null;
    }

    private long user() throws IOException {
        return Integer.toUnsignedLong((Integer) Files.getAttribute(Path.of(path), "unix:uid"));
    }

    @Test
    void receivesADatagramWithItsSender() throws IOException {
        assertThat(received()).isNull();
        assertThat(readable(socket, NOW)).isFalse();
        send("READY=1");
        assertThat(readable(socket, FOREVER)).isTrue();
        assertThat(received()).isEqualTo("READY=1");
        assertThat(datagram.truncated()).isFalse();
        assertThat(datagram.process()).isEqualTo((int) ProcessHandle.current().pid());
        assertThat(datagram.user()).isEqualTo(user());
        assertThat(received()).isNull();
    }

    @Test
    void aDatagramIsTruncatedOrNotWhateverTheSizeOfTheOneBefore() {
        for (int size : new int[] {5, 1, 5000, 4, 0, 6}) {
            send("12345");
            Datagram sized = new Datagram(size);
            assertThat(posix.recvmsg(socket, sized)).isTrue();
            assertThat(Bytes.text(sized.bytes(), sized.length())).isEqualTo("12345".substring(0, Math.min(5, size)));
            assertThat(sized.truncated()).isEqualTo(size < 5);
        }
    }

    @Test
    void noProgramInheritsASocket() {
        assertThat(JvmDescriptors.inheritable(socket)).isFalse();
        int unbound = posix.socket();
        assertThat(JvmDescriptors.inheritable(unbound)).isFalse();
        posix.close(unbound);
    }

    @Test
    void theFileIsASocketOfThatMode() {
        FileStatus status = new FileStatus();
        posix.stat(path, status);
        assertThat(status.socket()).isTrue();
        assertThat(status.permissions()).isEqualTo(0622);
        posix.stat(socket, status);
        assertThat(status.socket()).isTrue();
    }

    @Test
    void aPathFitsOrIsRefused() {
        int other = posix.socket();
        String longest = "x".repeat(posix.longestSocketPath());
        assertThatThrownBy(() -> posix.bind(other, longest + "x", 0600))
                .isSameAs(PosixException.of(Errno.ENAMETOOLONG));
        assertThatThrownBy(() -> posix.sendto(other, new byte[1], 0, 1, longest + "x"))
                .isSameAs(PosixException.of(Errno.ENAMETOOLONG));
        assertThatThrownBy(() -> posix.sendto(other, new byte[1], 0, 1, longest))
                .isSameAs(PosixException.of(Errno.ENOENT));
        posix.close(other);
    }

    /** The reading end of a pipe ends when no copy of the writing end is open. */
    @Test
    void attachedDescriptorsAreClosed() {
        assumeThat(Constants.linux() && CMemory.POINTER == Long.BYTES).isTrue();
        for (int count : new int[] {1, 4, 253}) {
            int[] ends = new int[2];
            posix.pipe(ends);
            sendAttached(ends[1], count);
            posix.close(ends[1]);
            assertThat(readable(ends[0], NOW)).isFalse();
            assertThat(received()).isEqualTo("x");
            assertThat(datagram.process())
                    .isEqualTo((int) ProcessHandle.current().pid());
            assertThat(readable(ends[0], NOW)).isTrue();
            assertThat(posix.read(ends[0], new byte[1], 0, 1)).isZero();
            posix.close(ends[0]);
        }
    }

    private void sendAttached(int descriptor, int count) {
        long header = CMemory.allocate(HEADER + BLOCK + 128);
        int controlSize = CONTROL + count * Integer.BYTES;
        long control = CMemory.allocate(controlSize + Long.BYTES);
        long block = header + HEADER;
        long address = block + BLOCK;
        IO.putShort(address, (short) 1);
        IO.putByteArray(address + 2, Bytes.of(path), 0, path.length());
        IO.putLong(header, address);
        IO.putInt(header + 8, 2 + path.length() + 1);
        IO.putLong(header + 16, block);
        IO.putLong(header + 24, 1);
        IO.putLong(header + 32, control);
        IO.putLong(header + 40, controlSize);
        long text = address + 120;
        IO.putByte(text, (byte) 'x');
        IO.putLong(block, text);
        IO.putLong(block + 8, 1);
        IO.putLong(control, controlSize);
        IO.putInt(control + 8, 1);
        IO.putInt(control + 12, 1);
        for (int i = 0; i < count; i++) {
            IO.putInt(control + CONTROL + (long) i * Integer.BYTES, descriptor);
        }
        int sender = posix.socket();
        CFunction sendmsg = CFunction.of("sendmsg", CFunction.LONG, CFunction.INT, CFunction.POINTER, CFunction.INT);
        assertThat(sendmsg.call(sender, header, 0)).isEqualTo(1);
        posix.close(sender);
        IO.freeMemory(control);
        IO.freeMemory(header);
    }

    /** With privileges, it sends in the name of its parent, this process. It waits until what it has attached to its last message is closed. */
    @Test
    void systemdNotifyReachesIt() throws Exception {
        assumeThat(SYSTEMD_NOTIFY).exists();
        ProcessBuilder builder =
                new ProcessBuilder(SYSTEMD_NOTIFY.toString(), "--ready", "--status=some text").inheritIO();
        builder.environment().put("NOTIFY_SOCKET", path);
        Process program = builder.start();
        List<String> lines = new ArrayList<>();
        while (!lines.contains("READY=1")) {
            readable(socket, FOREVER);
            lines.addAll(received().lines().toList());
            assertThat(datagram.process()).isIn((int) ProcessHandle.current().pid(), (int) program.pid());
            assertThat(datagram.user()).isEqualTo(user());
        }
        while (program.isAlive()) {
            readable(socket, 10_000_000);
            received();
        }
        assertThat(program.waitFor()).isZero();
        assertThat(lines).contains("STATUS=some text");
    }
}
