package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.log.LogSequence;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionTest {
    private static final String ONE = "@400000006000000000000001.s";
    private static final String TWO = "@400000006000000000000002.s";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final LogSequence files = new LogSequence(posix, "/log");

    @BeforeEach
    void makeFiles() {
        machine.tree().directory("/log");
        machine.tree().file("/log/" + ONE, "first");
        machine.tree().file("/log/" + TWO, "one\ntwo\n");
        files.next();
        files.next();
    }

    private Position at(long offset, long check, String before) {
        return new Position(files.status().device(), files.status().inode(), offset, check, 7, before);
    }

    private long check(long offset, boolean compressed) {
        return Position.check(posix, files.descriptor(), offset, compressed);
    }

    /** A new file may get the inode number of one that was removed. */
    @Test
    void isInTheFileWithTheSameBytes() {
        for (boolean compressed : new boolean[] {false, true}) {
            Position position = at(4, check(4, compressed), ONE);
            assertThat(position.isIn(files, compressed, posix)).isTrue();
            assertThat(position.isIn(files, !compressed, posix)).isFalse();
            machine.tree().file("/log/" + TWO, "two\none\n");
            assertThat(position.isIn(files, compressed, posix)).isFalse();
            machine.tree().file("/log/" + TWO, "one\ntwo\n");
        }
    }

    /** An older version wrote 0 for compressed files. */
    @Test
    void withoutACheckIsInACompressedFileAtTheSamePlace() {
        assertThat(at(363, 0, ONE).isIn(files, true, posix)).isTrue();
        assertThat(at(363, 0, ONE).isIn(files, false, posix)).isFalse();
        assertThat(at(363, 0, "").isIn(files, true, posix)).isFalse();
    }

    @Test
    void hasNoCheckOfWhatCannotBeRead() {
        machine.failOn("pread", Errno.EIO);
        assertThat(check(4, false)).isZero();
    }
}
