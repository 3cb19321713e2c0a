package io.daemontools.posix.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Spawn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmFilesTest {
    private static final String NOT_TEXT = "\u00ff\u00fe\u0080 \u00e9";

    private final JvmPosix posix = new JvmPosix();
    private final FileStatus status = new FileStatus();

    @TempDir
    private Path directory;

    @Test
    void looksAtADirectory() {
        posix.mkdir(name("made"), 0700);
        assertThat(posix.stat(name("made"), status)).isTrue();
        assertThat(status.directory()).isTrue();
        assertThat(status.permissions()).isEqualTo(0700);
    }

    @Test
    void followsALink() throws IOException {
        Files.writeString(directory.resolve("file"), "123");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
        assertThat(posix.stat(name("link"), status)).isTrue();
        assertThat(status.directory()).isFalse();
        assertThat(status.size()).isEqualTo(3);
        assertThat(posix.readlink(name("link"))).isEqualTo("file");
    }

    @Test
    void identifiesAFile() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        posix.stat(file.toString(), status);
        long inode = status.inode();
        long device = status.device();
        assertThat(inode).isEqualTo(((Number) Files.getAttribute(file, "unix:ino")).longValue());
        posix.stat("/proc", status);
        assertThat(status.device()).isNotEqualTo(device);
    }

    @Test
    void statReturnsFalseOnlyForEnoent() throws IOException {
        Files.createFile(directory.resolve("file"));
        assertThat(posix.stat(name("missing"), status)).isFalse();
        assertFails(Errno.ENOTDIR, () -> posix.stat(name("file/below"), status));
    }

    @Test
    void allStatImplementationsAgree() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "1234567");
        Files.createLink(directory.resolve("second"), file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        JvmCString path = new JvmCString();
        FileStatus other = new FileStatus();
        for (String name : new String[] {file.toString(), directory.toString(), "/dev/null"}) {
            assertThat(Stat.best().named(path.of(name), status)).isZero();
            assertThat(new JnrStat().named(path.of(name), other)).isZero();
            assertThat(other.directory()).isEqualTo(status.directory());
            assertThat(other.permissions()).isEqualTo(status.permissions());
            assertThat(other.size()).isEqualTo(status.size());
            assertThat(other.links()).isEqualTo(status.links());
            assertThat(other.inode()).isEqualTo(status.inode());
        }
        assertThat(new JnrStat().named(path.of(name("missing")), other)).isNegative();
    }

    @Test
    void renamesLinksAndUnlinks() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "content");
        posix.link(file.toString(), name("second"));
        posix.rename(file.toString(), name("renamed"));
        assertThat(directory.resolve("second")).hasContent("content");
        assertThat(directory.resolve("renamed")).hasContent("content");
        posix.unlink(name("second"));
        assertThat(directory.resolve("second")).doesNotExist();
        assertThat(file).doesNotExist();
        assertFails(Errno.ENOENT, () -> posix.unlink(name("second")));
        assertFails(Errno.ENOENT, () -> posix.rename(name("second"), name("third")));
    }

    @Test
    void reportsExistingFiles() {
        assertThat(posix.mkfifo(name("fifo"), 0600)).isTrue();
        assertThat(posix.mkfifo(name("fifo"), 0600)).isFalse();
        assertThat(posix.mkdir(name("fifo"), 0700)).isFalse();
        assertFails(Errno.ENOENT, () -> posix.mkdir(name("none/made"), 0700));
        assertThat(posix.readlink(name("fifo"))).isNull();
    }

    @Test
    void namesNeedNotBeText() {
        String made = directory + "/" + NOT_TEXT;
        posix.mkdir(made, 0700);
        posix.close(posix.openTruncate(made + "/" + NOT_TEXT));
        assertThat(posix.stat(made + "/" + NOT_TEXT, status)).isTrue();
        Children.Result listed = new Children(posix, directory).run(Spawn.program("", "/bin/ls", made));
        assertThat(listed.output()).isEqualTo(NOT_TEXT + "\n");
        posix.unlink(made + "/" + NOT_TEXT);
    }

    @Test
    void listsTheWorkingDirectory() throws IOException {
        Path listed = Files.createDirectory(directory.resolve("listed"));
        Files.createFile(listed.resolve(".hidden"));
        Files.createFile(listed.resolve("file"));
        Files.createSymbolicLink(listed.resolve("dangling"), Path.of("nowhere"));
        posix.mkdir(listed + "/" + NOT_TEXT, 0700);
        Children children = new Children(posix, directory);
        Children.Result echo = children.run(Spawn.program("", children.echo("list", listed.toString())));
        assertThat(echo.lines()).containsExactly("dangling missing", "file file", NOT_TEXT + " directory");
    }

    @Test
    void listsAnyDirectory() throws IOException {
        Files.createFile(directory.resolve("file"));
        DirectoryListing listing = posix.listDirectory(directory.toString());
        Set<String> names = new TreeSet<>();
        while (listing.next()) {
            names.add(listing.name());
        }
        listing.close();
        assertThat(names).containsExactly(".", "..", "file");
        assertFails(Errno.ENOENT, () -> posix.listDirectory(name("missing")));
    }

    /** ext4, XFS, Btrfs and tmpfs know it, the last since Linux 6.6. */
    @Test
    void knowsWhenADirectoryWasMade() {
        posix.mkdir(name("one"), 0700);
        long birth = posix.birth(name("one"));
        posix.mkdir(name("one/two"), 0700);
        assertThat(posix.birth(name("one"))).isEqualTo(birth);
        assertThat(posix.birth(name("one/two"))).isGreaterThanOrEqualTo(birth);
        assertThat(birth).isBetween(0L, posix.wallClock());
        assertThat(posix.birth(name("missing"))).isEqualTo(Posix.UNKNOWN);
    }

    @Test
    void knowsTheFreeSpace() throws IOException {
        posix.mkdir(name("one"), 0700);
        long total = Files.getFileStore(directory).getTotalSpace();
        assertThat(posix.statvfs(name("one"))).isBetween(0L, total);
        assertThat(posix.statvfs(name("missing"))).isEqualTo(Posix.UNKNOWN_SPACE);
        assertThat(posix.statvfs("/proc")).isEqualTo(Posix.UNKNOWN_SPACE);
        assertThat(posix.statvfsFiles("/proc")).isEqualTo(Posix.UNKNOWN_SPACE);
        assertThat(posix.statvfsFiles(name("missing"))).isEqualTo(Posix.UNKNOWN_SPACE);
    }

    private String name(String file) {
        return directory.resolve(file).toString();
    }

    private static void assertFails(Errno expected, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        PosixException.class,
                        failure -> assertThat(failure.errno()).isEqualTo(expected));
    }
}
