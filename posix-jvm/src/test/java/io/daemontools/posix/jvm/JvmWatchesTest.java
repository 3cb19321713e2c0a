package io.daemontools.posix.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JvmWatchesTest {
    private final JvmPosix posix = new JvmPosix();
    private final boolean[] ready = new boolean[1];

    @TempDir
    private Path directory;

    private boolean readable(int watch, long nanoseconds) {
        posix.poll(new int[] {watch}, ready, nanoseconds);
        return ready[0];
    }

    private void isReadableOnce(int watch) {
        assertThat(readable(watch, -1)).isTrue();
        posix.drainWatch(watch);
        assertThat(readable(watch, 0)).isFalse();
    }

    @Test
    void signalsAProcessAndSeesItEnd() {
        int child = posix.spawn(Spawn.program("", "/bin/sh", "-c", "exec sleep 1000"));
        int watch = posix.watchProcess(child);
        assertThat(JvmDescriptors.inheritable(watch)).isFalse();
        assertThat(readable(watch, 0)).isFalse();
        posix.signalProcess(watch, Signal.TERM);
        assertThat(readable(watch, -1)).isTrue();
        WaitStatus status = new WaitStatus();
        posix.waitpid(child, status);
        assertThat(status.crashed()).isTrue();
        assertThat(readable(watch, 0)).isTrue();
        assertThatThrownBy(() -> posix.signalProcess(watch, Signal.TERM)).isSameAs(PosixException.of(Errno.ESRCH));
        assertThatThrownBy(() -> posix.watchProcess(child)).isSameAs(PosixException.of(Errno.ESRCH));
        posix.closeWatch(watch);
        assertThat(JvmDescriptors.isOpen(watch)).isFalse();
    }

    @Test
    void seesNamesCreatedRenamedAndRemoved() throws IOException {
        int watch = posix.watchDirectory(directory.toString());
        assertThat(JvmDescriptors.inheritable(watch)).isFalse();
        assertThat(readable(watch, 0)).isFalse();
        Path file = Files.createFile(directory.resolve("file"));
        isReadableOnce(watch);
        Path other = Files.move(file, directory.resolve("other"));
        isReadableOnce(watch);
        Files.delete(other);
        isReadableOnce(watch);
        posix.closeWatch(watch);
    }

    @Test
    void seesWhatIsWrittenToAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "a");
        int watch = posix.watchFile(file.toString());
        assertThat(JvmDescriptors.inheritable(watch)).isFalse();
        assertThat(readable(watch, 0)).isFalse();
        Files.writeString(file, "b", StandardOpenOption.APPEND);
        isReadableOnce(watch);
        posix.closeWatch(watch);
    }

    @Test
    void followsNoLinkToAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "a");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        int watch = posix.watchFile(link.toString());
        Files.writeString(file, "b", StandardOpenOption.APPEND);
        assertThat(readable(watch, 0)).isFalse();
        posix.closeWatch(watch);
    }

    @Test
    void watchesDirectoriesOnly() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> posix.watchDirectory(file.toString())).isSameAs(PosixException.of(Errno.ENOTDIR));
        assertThatThrownBy(() -> posix.watchDirectory(directory + "/missing"))
                .isSameAs(PosixException.of(Errno.ENOENT));
    }
}
