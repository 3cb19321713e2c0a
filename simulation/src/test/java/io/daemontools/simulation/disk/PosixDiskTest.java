package io.daemontools.simulation.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.file.OpenFile;
import org.junit.jupiter.api.Test;

class PosixDiskTest {
    private final Machine machine = new Machine(Profile.POSIX);

    @Test
    void aNewNameMayBeLost() {
        machine.create("f");
        assertThat(machine.states("f")).containsExactlyInAnyOrder("absent", "''");
    }

    @Test
    void fsyncOfTheDirectoryMakesANameDurable() {
        machine.create("f");
        machine.fsync(".");
        assertThat(machine.states("f")).containsExactly("''");
        assertThat(machine.disk.clean()).isTrue();
    }

    @Test
    void fsyncOfTheFileMakesNoNameDurable() {
        machine.write(machine.create("f"), "a");
        machine.fsync("f");
        assertThat(machine.states("f")).containsExactlyInAnyOrder("absent", "'a'");
    }

    @Test
    void anAppendLosesDataOrSizeOrAPart() {
        machine.durable("f", "a");
        machine.write(OpenFile.forWriting(machine.inode("f"), true), "bc");
        assertThat(machine.states("f")).containsExactlyInAnyOrder("'a'", "'a00'", "'ab0'", "'a0c'", "'abc'");
    }

    @Test
    void appendsAreNotInOrder() {
        machine.durable("f", "");
        OpenFile file = OpenFile.forWriting(machine.inode("f"), true);
        machine.write(file, "a");
        machine.write(file, "b");
        assertThat(machine.states("f")).containsExactlyInAnyOrder("''", "'0'", "'a'", "'00'", "'a0'", "'0b'", "'ab'");
    }

    @Test
    void namesAreNotInOrder() {
        machine.create("a");
        machine.create("b");
        assertThat(machine.states("a", "b"))
                .containsExactlyInAnyOrder("absent absent", "'' absent", "absent ''", "'' ''");
    }

    @Test
    void aModeIsAnAttributeOfTheFile() {
        machine.durable("f", "a");
        machine.chmod("f", 0744);
        assertThat(machine.states("f")).containsExactlyInAnyOrder("'a'", "'a':744");
        machine.fsync(".");
        assertThat(machine.states("f")).hasSize(2);
        machine.fsync("f");
        assertThat(machine.states("f")).containsExactly("'a':744");
    }

    @Test
    void aTruncationMayBeLostWithoutWhatFollows() {
        machine.durable("f", "old");
        machine.write(machine.truncate("f"), "n");
        assertThat(machine.states("f")).containsExactlyInAnyOrder("'old'", "'nld'", "''", "'0'", "'n'");
    }

    @Test
    void aRenameIsOneChange() {
        machine.durable("a", "1");
        machine.rename("a", "b");
        assertThat(machine.states("a", "b")).containsExactlyInAnyOrder("'1' absent", "absent '1'");
    }

    @Test
    void aRenameBetweenDirectoriesIsDurableWithEither() {
        machine.mkdir("d");
        machine.durable("a", "1");
        machine.rename("a", "d/b");
        machine.fsync("d");
        assertThat(machine.states("a", "d/b")).containsExactly("absent '1'");
        machine.rename("d/b", "a");
        machine.fsync("d");
        assertThat(machine.states("a", "d/b")).containsExactly("'1' absent");
        assertThat(machine.disk.clean()).isTrue();
    }

    @Test
    void aDurableNameSupersedesEarlierChangesOfIt() {
        machine.mkdir("d");
        machine.disk.sync();
        machine.create("b");
        machine.create("d/a");
        machine.rename("d/a", "b");
        machine.create("c");
        machine.fsync("d");
        assertThat(machine.states("b", "c", "d")).containsExactlyInAnyOrder("'' absent []", "'' '' []");
    }

    @Test
    void aReplacedFileWithoutFsyncMayBeEmpty() {
        machine.durable("f", "old");
        OpenFile file = machine.create("f.new");
        machine.write(file, "n");
        file.release();
        machine.rename("f.new", "f");
        assertThat(machine.states("f")).containsExactlyInAnyOrder("'old'", "''", "'0'", "'n'");
    }

    @Test
    void aReplacedFileWithFsyncIsOldOrNew() {
        machine.durable("f", "old");
        machine.write(machine.create("f.new"), "n");
        machine.fsync("f.new");
        machine.rename("f.new", "f");
        assertThat(machine.states("f")).containsExactlyInAnyOrder("'old'", "'n'");
        machine.fsync(".");
        assertThat(machine.states("f")).containsExactly("'n'");
    }

    @Test
    void aLinkAndAnUnlinkAreNotInOrder() {
        machine.durable("a", "1");
        machine.link("a", "b");
        machine.unlink("a");
        assertThat(machine.states("a", "b"))
                .containsExactlyInAnyOrder("'1' absent", "'1' '1'", "absent '1'", "absent absent");
    }

    @Test
    void aFileInALostDirectoryIsLost() {
        machine.mkdir("d");
        machine.create("d/f");
        machine.fsync("d");
        assertThat(machine.states("d", "d/f")).containsExactlyInAnyOrder("absent absent", "[f] ''");
    }

    @Test
    void aDirectoryHasOneName() {
        machine.mkdir("a");
        machine.disk.sync();
        machine.rename("a", "b");
        machine.rename("b", "c");
        assertThat(machine.states("a", "b", "c"))
                .containsExactlyInAnyOrder("[] absent absent", "absent [] absent", "absent absent []");
    }

    @Test
    void whatIsOldIsWritten() {
        machine.write(machine.create("f"), "a");
        machine.sleep(30);
        assertThat(machine.states("f")).hasSize(4);
        machine.sleep(5);
        assertThat(machine.states("f")).containsExactly("'a'");
    }

    @Test
    void theCacheIsBounded() {
        OpenFile file = machine.create("f");
        for (int i = 0; i < 10_000; i++) {
            machine.write(file, "x");
        }
        assertThat(machine.disk.cachedChanges()).isBetween(1000, 5000);
    }
}
