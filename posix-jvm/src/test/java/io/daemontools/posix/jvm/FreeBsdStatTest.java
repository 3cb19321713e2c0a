package io.daemontools.posix.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.FileStatus;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FreeBsdStatTest {
    private static final int SIZE = 224;

    /** A file of 4095 bytes with mode 0644 and one link, as FreeBSD 14 lays it out on amd64 and aarch64. */
    private static final String FILE = """
            a1b2c3d4e5000000  dev
            0f27000000000000  ino
            0100000000000000  nlink
            a481 0000         mode, padding
            e9030000 ea030000  uid, gid
            00000000          padding
            ffffffffffffffff  rdev
            c07b2a6900000000 15cd5b0700000000  atim
            c17b2a6900000000 15cd5b0700000000  mtim
            c27b2a6900000000 15cd5b0700000000  ctim
            c07b2a6900000000 15cd5b0700000000  birthtim
            ff0f000000000000  size
            0800000000000000  blocks
            00100000          blksize
            00080000          flags
            0700000000000000  gen
            """;

    private final long structure = CMemory.allocate(SIZE);
    private final FileStatus status = new FileStatus();

    @AfterEach
    void free() {
        CMemory.IO.freeMemory(structure);
    }

    private void read(String lines) {
        StringBuilder digits = new StringBuilder();
        lines.lines()
                .forEach(line ->
                        digits.append(line.replaceFirst("  +[a-z].*", "").replace(" ", "")));
        byte[] bytes = HexFormat.of().parseHex(digits);
        assertThat(bytes).hasSize(SIZE - 10 * Long.BYTES);
        CMemory.IO.putByteArray(structure, bytes, 0, bytes.length);
        FreeBsdStat.read(structure, status);
    }

    @Test
    void readsAFile() {
        read(FILE);
        assertThat(status.directory()).isFalse();
        assertThat(status.permissions()).isEqualTo(0644);
        assertThat(status.size()).isEqualTo(4095);
        assertThat(status.links()).isEqualTo(1);
        assertThat(status.user()).isEqualTo(1001);
        assertThat(status.group()).isEqualTo(1002);
        assertThat(status.device()).isEqualTo(0xe5d4c3b2a1L);
        assertThat(status.inode()).isEqualTo(9999);
    }

    @Test
    void readsADirectory() {
        read(FILE.replace("a481 0000", "c041 0000").replace("0100000000000000  nlink", "0300000000000000  nlink"));
        assertThat(status.directory()).isTrue();
        assertThat(status.permissions()).isEqualTo(0700);
        assertThat(status.links()).isEqualTo(3);
    }
}
