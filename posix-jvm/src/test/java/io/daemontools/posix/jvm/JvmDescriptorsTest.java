package io.daemontools.posix.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PosixException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmDescriptorsTest {
    private static final long FOREVER = -1;
    private static final long SHORT = 5_000_000;

    private final JvmPosix posix = new JvmPosix();
    private final List<Integer> open = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void closeAll() {
        open.forEach(posix::close);
    }

    @Test
    void writesAndReadsAFile() throws IOException {
        int writing = opened(posix.openTruncate(name("file")));
        assertThat(write(writing, "some bytes\n")).isEqualTo(11);
        posix.fsync(writing);

        int reading = opened(posix.openRead(name("file")));
        assertThat(read(reading, 100)).isEqualTo("some bytes\n");
        assertThat(read(reading, 100)).isEmpty();
        posix.lseek(reading, 5);
        assertThat(read(reading, 5)).isEqualTo("bytes");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("file"))))
                .startsWith("rw-");
    }

    @Test
    void readsAndWritesAtAnOffset() {
        int file = opened(posix.openTruncate(name("file")));
        posix.write(file, bytes("abcdef"), 2, 3);
        byte[] buffer = bytes("------");
        int count = posix.read(opened(posix.openRead(name("file"))), buffer, 1, 5);
        assertThat(count).isEqualTo(3);
        assertThat(string(buffer, buffer.length)).isEqualTo("-cde--");
    }

    @Test
    void appends() throws IOException {
        write(opened(posix.openAppend(name("file"))), "one ");
        write(opened(posix.openAppend(name("file"))), "two");
        write(opened(posix.openAppendExisting(name("file"))), " three");
        assertThat(Files.readString(directory.resolve("file"))).isEqualTo("one two three");
        assertFails(Errno.ENOENT, () -> posix.openAppendExisting(name("missing")));
        assertThat(Files.getPosixFilePermissions(directory.resolve("file")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void truncates() throws IOException {
        Files.writeString(directory.resolve("file"), "old");
        opened(posix.openTruncate(name("file")));
        assertThat(directory.resolve("file")).isEmptyFile();
    }

    @Test
    void writesMoreThanABlockPieceByPiece() throws IOException {
        byte[] much = new byte[200_000];
        int file = opened(posix.openTruncate(name("file")));
        int written = 0;
        while (written < much.length) {
            written += posix.write(file, much, written, much.length - written);
        }
        assertThat(Files.size(directory.resolve("file"))).isEqualTo(much.length);
    }

    @Test
    void failuresCarryTheirErrno() throws IOException {
        Files.createFile(directory.resolve("file"));
        assertFails(Errno.ENOENT, () -> posix.openRead(name("missing")));
        assertFails(Errno.ENOTDIR, () -> posix.openRead(name("file/below")));
        assertFails(Errno.EISDIR, () -> posix.openWrite(directory.toString()));
        assertFails(Errno.EBADF, () -> posix.inherit(987));
        assertFails(Errno.EBADF, () -> posix.read(987, new byte[1], 0, 1));
        assertFails(Errno.EBADF, () -> posix.write(987, new byte[1], 0, 1));
        assertFails(Errno.ENAMETOOLONG, () -> posix.openRead("x".repeat(5000)));
    }

    @Test
    void fifoWithoutReaderCannotBeOpenedForWriting() {
        posix.mkfifo(name("fifo"), 0600);
        assertFails(Errno.ENXIO, () -> posix.openWrite(name("fifo")));
    }

    @Test
    void readingAnEmptyFifoWouldBlock() {
        posix.mkfifo(name("fifo"), 0600);
        int reading = opened(posix.openRead(name("fifo")));
        int writing = opened(posix.openWrite(name("fifo")));
        assertThat(posix.read(reading, new byte[1], 0, 1)).isEqualTo(Descriptors.WOULD_BLOCK);
        write(writing, "x");
        assertThat(read(reading, 1)).isEqualTo("x");
    }

    @Test
    void writingAFullPipeWouldBlock() {
        int[] ends = pipe();
        posix.setBlocking(ends[1], false);
        byte[] block = new byte[65536];
        int count = posix.write(ends[1], block, 0, block.length);
        while (count != Descriptors.WOULD_BLOCK) {
            assertThat(count).isPositive();
            count = posix.write(ends[1], block, 0, block.length);
        }
        posix.setBlocking(ends[0], false);
        assertThat(posix.read(ends[0], block, 0, block.length)).isPositive();
    }

    @Test
    void writeNowNeverWaits() {
        int[] ends = pipe();
        byte[] block = new byte[65536];
        int count = posix.writeNow(ends[1], block, 0, block.length);
        assertThat(count).isBetween(512, 4096);
        while (count != Descriptors.WOULD_BLOCK) {
            count = posix.writeNow(ends[1], block, 0, block.length);
        }
        posix.read(ends[0], block, 0, block.length);
        assertThat(posix.writeNow(ends[1], bytes("x"), 0, 1)).isEqualTo(1);
        posix.close(ends[0]);
        assertFails(Errno.EPIPE, () -> posix.writeNow(ends[1], bytes("x"), 0, 1));
        assertFails(Errno.EBADF, () -> posix.writeNow(987, bytes("x"), 0, 1));
    }

    @Test
    void descriptorsAreCloseOnExecUnlessInherited() {
        int file = opened(posix.openTruncate(name("file")));
        assertThat(JvmDescriptors.inheritable(file)).isFalse();
        for (int end : pipe()) {
            assertThat(JvmDescriptors.inheritable(end)).isFalse();
        }
        posix.inherit(file);
        assertThat(JvmDescriptors.inheritable(file)).isTrue();
    }

    @Test
    void writingAPipeWithoutReaderFails() {
        int[] ends = pipe();
        posix.close(ends[0]);
        assertFails(Errno.EPIPE, () -> write(ends[1], "x"));
    }

    @Test
    void waitsForTheOneThatIsReadable() {
        int[] first = pipe();
        int[] second = pipe();
        write(second[1], "x");
        boolean[] ready = {true, false};
        posix.poll(new int[] {first[0], second[0]}, ready, FOREVER);
        assertThat(ready).containsExactly(false, true);
    }

    @Test
    void doesNotWaitForNegativeDescriptors() {
        int[] ends = pipe();
        write(ends[1], "x");
        boolean[] ready = {true, false};
        posix.poll(new int[] {-1, ends[0]}, ready, FOREVER);
        assertThat(ready).containsExactly(false, true);
    }

    @Test
    void theEndCountsAsReadable() {
        int[] ends = pipe();
        posix.close(ends[1]);
        boolean[] ready = new boolean[1];
        posix.poll(new int[] {ends[0]}, ready, FOREVER);
        assertThat(ready).containsExactly(true);
    }

    @Test
    void waitsForTheTimeout() {
        int[] ends = pipe();
        boolean[] ready = {true};
        long start = posix.monotonicClock();
        posix.poll(new int[] {ends[0]}, ready, SHORT);
        assertThat(posix.monotonicClock() - start).isGreaterThanOrEqualTo(SHORT);
        assertThat(ready).containsExactly(false);
    }

    @Test
    void waitsForRoom() {
        int[] ends = pipe();
        boolean[] ready = {true, false};
        int[] descriptors = {ends[0], ends[1] + Descriptors.FOR_OUTPUT};
        posix.poll(descriptors, ready, FOREVER);
        assertThat(ready).containsExactly(false, true);
        byte[] block = new byte[4096];
        while (posix.writeNow(ends[1], block, 0, block.length) > 0) {
            assertThat(block).isNotNull();
        }
        posix.poll(descriptors, ready, FOREVER);
        assertThat(ready).containsExactly(true, false);
    }

    @Test
    void waitsForMany() {
        int[] ends = pipe();
        int[] descriptors = new int[100];
        Arrays.fill(descriptors, ends[0]);
        boolean[] ready = new boolean[descriptors.length];
        write(ends[1], "x");
        posix.poll(descriptors, ready, FOREVER);
        assertThat(ready).containsOnly(true);
    }

    @Test
    void lockIsExclusive() {
        posix.tryLock(opened(posix.openAppend(name("lock"))));
        int second = opened(posix.openAppend(name("lock")));
        assertFails(Errno.EAGAIN, () -> posix.tryLock(second));
    }

    @Test
    void locksForTheProcess() {
        posix.lockf(opened(posix.openAppend(name("lock"))));
        int reading = opened(posix.openRead(name("lock")));
        assertFails(Errno.EBADF, () -> posix.lockf(reading));
    }

    @Test
    void looksAtAnOpenFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "12345");
        Files.createLink(directory.resolve("second"), file);
        int reading = opened(posix.openRead(file.toString()));
        posix.chmod(reading, 0744);
        FileStatus status = new FileStatus();
        posix.stat(reading, status);
        assertThat(status.size()).isEqualTo(5);
        assertThat(status.links()).isEqualTo(2);
        assertThat(status.permissions()).isEqualTo(0744);
        assertThat(status.directory()).isFalse();
        assertThat(status.inode()).isEqualTo(((Number) Files.getAttribute(file, "unix:ino")).longValue());
        assertThat(status.device())
                .as("as native programs have it")
                .isEqualTo(((Number) Files.getAttribute(file, "unix:dev")).longValue());
        assertFails(Errno.EBADF, () -> posix.stat(987, status));
    }

    private void assertFails(Errno expected, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PosixException.class,
                        failure -> assertThat(failure.errno()).isEqualTo(expected));
    }

    private int opened(int descriptor) {
        open.add(descriptor);
        return descriptor;
    }

    private int[] pipe() {
        int[] ends = new int[2];
        posix.pipe(ends);
        opened(ends[0]);
        opened(ends[1]);
        return ends;
    }

    private String name(String file) {
        return directory.resolve(file).toString();
    }

    private int write(int descriptor, String text) {
        return posix.write(descriptor, bytes(text), 0, text.length());
    }

    private String read(int descriptor, int length) {
        byte[] buffer = new byte[length];
        return string(buffer, posix.read(descriptor, buffer, 0, length));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String string(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
