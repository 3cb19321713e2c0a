package io.daemontools.simulation.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.file.OpenFile;
import org.junit.jupiter.api.Test;

class Ext4DiskTest {
    private final Machine machine = new Machine(Profile.EXT4);

    private OpenFile append(String path) {
        return OpenFile.forWriting(machine.inode(path), true).acquire();
    }

    @Test
    void namesAreInOrder() {
        machine.create("a");
        machine.create("b");
        assertThat(machine.states("a", "b")).containsExactlyInAnyOrder("absent absent", "'' absent", "'' ''");
    }

    @Test
    void modesAreInOrderWithNames() {
        machine.durable("a", "1");
        machine.chmod("a", 0744);
        machine.rename("a", "b");
        machine.chmod("b", 0600);
        assertThat(machine.states("a", "b"))
                .containsExactlyInAnyOrder("'1' absent", "'1':744 absent", "absent '1':744", "absent '1':600");
    }

    @Test
    void anAppendLosesItsEnd() {
        machine.durable("f", "a");
        OpenFile file = append("f");
        machine.write(file, "bc");
        machine.write(file, "d");
        assertThat(machine.states("f")).containsExactlyInAnyOrder("'a'", "'abc'", "'abcd'");
    }

    @Test
    void aLongAppendMayEndAtAPage() {
        machine.durable("f", "a".repeat(4000));
        machine.write(append("f"), "b".repeat(5000));
        assertThat(machine.states("f").stream().map(text -> text.length() - 2))
                .containsExactlyInAnyOrder(4000, 4096, 8192, 9000);
    }

    @Test
    void aSizeIsNotInOrderWithLaterNames() {
        machine.write(machine.create("f"), "a");
        machine.rename("f", "g");
        assertThat(machine.states("f", "g"))
                .containsExactlyInAnyOrder("absent absent", "'' absent", "'a' absent", "absent ''", "absent 'a'");
    }

    @Test
    void sectorsAreOverwrittenInAnyOrder() {
        machine.durable("f", "a".repeat(1024));
        OpenFile file = OpenFile.forWriting(machine.inode("f"), false).acquire();
        machine.write(file, "b".repeat(1024));
        String a = "a".repeat(512);
        String b = "b".repeat(512);
        assertThat(machine.states("f"))
                .containsExactlyInAnyOrder("'" + a + a + "'", "'" + a + b + "'", "'" + b + a + "'", "'" + b + b + "'");
    }

    @Test
    void aReplacedFileIsOldOrNew() {
        machine.durable("f", "old");
        OpenFile file = machine.create("f.new");
        machine.write(file, "n");
        file.release();
        machine.rename("f.new", "f");
        assertThat(machine.states("f")).containsExactlyInAnyOrder("'old'", "'n'");
    }

    @Test
    void aReplacedFileWithFsyncIsOldOrNew() {
        machine.durable("f", "old");
        machine.write(machine.create("f.new"), "n");
        machine.fsync("f.new");
        machine.rename("f.new", "f");
        assertThat(machine.states("f", "f.new")).containsExactlyInAnyOrder("'old' 'n'", "'n' absent");
    }

    @Test
    void aFileTruncatedAndWrittenHasItsDataOnceItIsClosed() {
        machine.durable("f", "old");
        OpenFile file = machine.truncate("f");
        machine.write(file, "n");
        file.release();
        machine.create("g");
        assertThat(machine.states("f", "g"))
                .containsExactlyInAnyOrder("'old' absent", "'' absent", "'n' absent", "'n' ''");
    }

    @Test
    void aFileTruncatedAndNotClosedMayBeEmpty() {
        machine.durable("f", "old");
        machine.write(machine.truncate("f"), "n");
        machine.create("g");
        assertThat(machine.states("f", "g")).contains("'' ''");
    }

    @Test
    void whatFollowsALostTruncationIsNotInTheOldBlocks() {
        machine.durable("f", "old");
        OpenFile file = machine.truncate("f");
        machine.write(file, "n");
        OpenFile.forWriting(machine.inode("f"), false).write(new byte[] {'m'}, 0, 1);
        assertThat(machine.states("f")).doesNotContain("'mld'", "'nld'").contains("'old'", "''", "'m'");
    }

    @Test
    void fsyncMakesNamesDurableToo() {
        machine.create("a");
        machine.write(machine.create("f"), "1");
        machine.create("b");
        machine.fsync("f");
        assertThat(machine.states("a", "f", "b")).containsExactly("'' '1' ''");
    }

    @Test
    void fsyncOfAFileWithoutDataCommitsUpToItsLastChange() {
        machine.create("a");
        machine.create("f");
        machine.create("b");
        machine.fsync("f");
        assertThat(machine.states("a", "f", "b")).containsExactlyInAnyOrder("'' '' absent", "'' '' ''");
    }

    @Test
    void fsyncDoesNotWriteTheDataOfOthers() {
        machine.write(machine.create("a"), "1");
        machine.write(machine.create("f"), "2");
        machine.fsync("f");
        assertThat(machine.states("a", "f")).containsExactlyInAnyOrder("'' '2'", "'1' '2'");
    }

    @Test
    void fsyncOfADirectoryCommitsItsNames() {
        machine.mkdir("d");
        machine.create("d/f");
        machine.create("g");
        machine.fsync("d");
        assertThat(machine.states("d/f", "g")).containsExactlyInAnyOrder("'' absent", "'' ''");
    }

    @Test
    void theJournalIsCommittedEachFiveSeconds() {
        machine.write(machine.create("f"), "a");
        machine.sleep(5);
        assertThat(machine.states("f")).containsExactlyInAnyOrder("''", "'a'");
    }

    @Test
    void dataIsWrittenWhenItIsOld() {
        machine.write(machine.create("f"), "a");
        machine.sleep(35);
        assertThat(machine.states("f")).hasSize(2);
        machine.sleep(5);
        assertThat(machine.states("f")).containsExactly("'a'");
        assertThat(machine.disk.clean()).isTrue();
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
