package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.simulation.unit.FifoPeer;
import org.junit.jupiter.api.Test;

class ScanTest extends ScanFixture {
    @Test
    void startsASuperviseForEachDirectoryOnce() {
        machine.tree().directory("b");
        machine.tree().directory("a");
        scans(3);
        assertThat(started()).containsExactly("supervise b", "supervise a");
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void findsWhatIsAddedLater() {
        machine.tree().directory("a");
        scans(1);
        machine.tree().directory("b");
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise b");
    }

    @Test
    void skipsHiddenEntriesAndNonDirectories() {
        machine.tree().directory(".hidden");
        machine.tree().directory("..more");
        machine.tree().file("file", "");
        machine.tree().fifo("fifo");
        scans(2);
        assertThat(started()).isEmpty();
        assertThat(machine.stderr()).isEmpty();
        assertThat(machine.calls().all()).doesNotContain("stat .hidden", "stat .");
    }

    @Test
    void followsLinks() {
        machine.tree().directory("/etc/service/a");
        machine.tree().link("a", "/etc/service/a");
        scans(2);
        assertThat(started()).containsExactly("supervise a");
    }

    @Test
    void twoNamesOfADirectoryAreOneService() {
        machine.tree().directory("a");
        machine.tree().link("twin", "a");
        scans(1);
        holdsOk("a");
        scans(1);
        assertThat(started()).containsExactly("supervise a");
    }

    @Test
    void warnsOfADanglingLinkInEveryScan() {
        machine.tree().link("lost", "/nowhere");
        machine.tree().directory("a");
        scans(2);
        assertThat(machine.stderrLines())
                .containsExactly(
                        "svscan: warning: unable to stat lost: file does not exist",
                        "svscan: warning: unable to stat lost: file does not exist");
        assertThat(started()).containsExactly("supervise a");
    }

    @Test
    void warnsOfAnInaccessibleEntry() {
        machine.tree().directory("a");
        machine.tree().directory("b");
        machine.failOn("stat a", Errno.EACCES);
        scans(1);
        assertThat(machine.stderr()).isEqualTo("svscan: warning: unable to stat a: access denied\n");
        assertThat(started()).containsExactly("supervise b");
    }

    @Test
    void restartsADeadSuperviseInTheNextRound() {
        machine.tree().directory("a");
        machine.tree().directory("b");
        scans(1);
        end(1001);
        assertThat(started()).hasSize(2);
        scans(2);
        assertThat(started()).containsExactly("supervise a", "supervise b", "supervise a");
    }

    @Test
    void reapsAllChildrenIgnoringUnknownPids() {
        machine.tree().directory("a");
        machine.tree().directory("b");
        scans(1);
        machine.children().inheritEnded(77, 0);
        end(1002);
        end(1001);
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise b", "supervise a", "supervise b");
    }

    @Test
    void forgetsAServiceWhoseDirectoryAndSuperviseAreGone() {
        machine.tree().directory("a");
        scans(1);
        machine.tree().remove("a");
        scans(1);
        end(1001);
        scans(2);
        assertThat(started()).containsExactly("supervise a");
        machine.tree().directory("a");
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise a");
    }

    /** The supervise of a directory runs. */
    private FifoPeer holdsOk(String directory) {
        machine.tree().directory(directory + "/supervise");
        FifoPeer ok = machine.tree().fifo(directory + "/supervise/ok");
        ok.openedByReader();
        return ok;
    }

    /** The new a has got the name of the old one before its supervise was started. */
    @Test
    void startsTheSuperviseOfARenamedDirectoryWhoseNameAnotherOneGot() {
        machine.tree().directory("a");
        scans(1);
        posix.rename("a", "b");
        machine.tree().directory("a");
        holdsOk("a");
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise b");
        end(1001);
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise b");
    }

    @Test
    void identifiesAServiceByItsDirectory() {
        machine.tree().directory("a");
        scans(1);
        FifoPeer ok = holdsOk("a");
        posix.rename("a", "b");
        scans(1);
        assertThat(started()).containsExactly("supervise a");
        ok.closedByReader();
        end(1001);
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise b");
    }

    @Test
    void startsAnotherForAnotherDirectoryOfTheSameName() {
        machine.tree().directory("a");
        scans(1);
        machine.tree().remove("a");
        machine.tree().directory("a");
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise a");
    }

    @Test
    void forgetsNothingWhileItCannotReadTheDirectory() {
        machine.tree().directory("a");
        scans(1);
        machine.failOn("listDirectory .", Errno.EMFILE);
        end(1001);
        scans(2);
        assertThat(machine.stderrLines())
                .hasSize(2)
                .containsOnly("svscan: warning: unable to read directory: process cannot open more files");
        machine.calls().succeed("listDirectory .");
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise a");
    }

    @Test
    void forgetsNothingAfterAPartialListing() {
        machine.tree().directory("a");
        machine.tree().directory("a/log");
        scans(1);
        end(1001);
        end(1002);
        machine.calls().forget();
        machine.calls().failOnce("readdir", Errno.EIO);
        scans(1);
        assertThat(machine.stderr()).isEqualTo("svscan: warning: unable to read directory: input/output error\n");
        assertThat(machine.calls().all()).contains("closedir 3").doesNotContain("close 4", "close 5");
        scans(1);
        assertThat(started()).hasSize(4);
    }

    @Test
    void keepsAServiceWhoseStatusCannotBeRead() {
        machine.tree().directory("a");
        machine.tree().directory("a/log");
        scans(1);
        end(1001);
        end(1002);
        machine.calls().forget();
        machine.calls().failOnce("stat a", Errno.ENOMEM);
        scans(1);
        assertThat(machine.calls().all()).doesNotContain("close 4", "close 5");
        scans(1);
        assertThat(started()).hasSize(4);
    }

    @Test
    void endsEveryListing() {
        scans(3);
        assertThat(machine.calls().of("closedir")).hasSize(3);
    }

    @Test
    void startsAsManyAsThereIsMemoryFor() {
        machine.setMemory(0);
        int room = ServiceBlock.SERVICES;
        for (int i = 0; i < room + 2; i++) {
            machine.tree().directory("s" + i);
        }
        scans(1);
        assertThat(started()).hasSize(room);
        assertThat(machine.stderrLines())
                .containsExactly(
                        "svscan: warning: unable to start s" + room + ": running too many services",
                        "svscan: warning: unable to start s" + (room + 1) + ": running too many services");
        machine.tree().remove("s0");
        end(1001);
        scans(2);
        assertThat(started()).hasSize(room + 1).endsWith("supervise s" + room);
        machine.setMemory(Integer.MAX_VALUE);
        scans(1);
        assertThat(started()).hasSize(room + 2).endsWith("supervise s" + (room + 1));
    }

    @Test
    void detectsAnotherDirectoryWithTheSameInode() {
        machine.tree().directory("a");
        scans(2);
        end(1001);
        machine.tree().remake("a");
        machine.tree().directory("a/log");
        scans(2);
        assertThat(started()).containsExactly("supervise a", "supervise a", "supervise log");
        end(1002);
        end(1003);
        machine.tree().remake("a");
        scans(2);
        assertThat(started()).hasSize(4).endsWith("supervise log", "supervise a");
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2);
        assertThat(machine.stderr()).isEmpty();
    }

    /** A directory gets the name of one that has just been listed. */
    @Test
    void doesNotTakeTheBirthOfAnotherDirectory() {
        machine.tree().directory("a");
        machine.tree().directory("b");
        scans(1);
        long birth = posix.birth("a");
        machine.calls().whenMade("birth a", () -> {
            if (!machine.tree().exists("aside")) {
                posix.rename("a", "aside");
                posix.rename("b", "a");
            }
        });
        scans(1);
        assertThat(services.find(machine.tree().status("aside")).birthConfirmed())
                .isFalse();
        scans(1);
        assertThat(services.find(machine.tree().status("aside")).bornAt(birth)).isTrue();
    }

    @Test
    void looksAgainIfABirthCannotBeFound() {
        machine.tree().directory("a");
        scans(1);
        machine.failOn("birth", Errno.ENOSYS);
        scans(1);
        assertThat(services.find(machine.tree().status("a")).birthConfirmed()).isFalse();
    }

    @Test
    void reusedInodeNumberGetsANewPipe() {
        machine.tree().directory("a/log");
        scans(2);
        end(1001);
        end(1002);
        machine.tree().remake("a");
        machine.tree().directory("a/log");
        scans(2);
        assertThat(machine.calls().of("openWrite"))
                .filteredOn(call -> call.endsWith("/pipe"))
                .hasSize(2);
        assertThat(machine.descriptors().open()).hasSize(5);
    }

    @Test
    void replacesADirectoryOnlyAfterItsSuperviseEnded() {
        machine.tree().directory("a");
        scans(2);
        machine.tree().remake("a");
        machine.tree().directory("a/log");
        scans(2);
        assertThat(started()).containsExactly("supervise a");
    }

    @Test
    void detectsReuseWithoutBirthTimes() {
        machine.failOn("birth", Errno.ENOSYS);
        machine.tree().directory("a");
        scans(2);
        end(1001);
        machine.tree().remake("a");
        machine.tree().directory("a/log");
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise a", "supervise log");
    }

    /** On an overlay file system the directory becomes another one when supervise creates a file in it. */
    @Test
    void keepsThePipeAfterAnOverlayCopyUp() {
        machine.tree().directory("a/log");
        scans(1);
        machine.tree().remake("a");
        machine.tree().directory("a/log");
        scans(1);
        end(1001);
        end(1002);
        scans(1);
        assertThat(started()).hasSize(4);
        assertThat(machine.calls().of("openWrite"))
                .filteredOn(call -> call.endsWith("/pipe"))
                .hasSize(1);
    }

    @Test
    void supervisesThousandsOfServices() {
        int many = 3000;
        for (int i = 0; i < many; i++) {
            machine.tree().directory("s" + i);
        }
        scans(2);
        assertThat(started()).hasSize(many).doesNotHaveDuplicates();
        end(1000 + many);
        end(1001);
        scans(2);
        assertThat(started()).hasSize(many + 2).endsWith("supervise s0", "supervise s" + (many - 1));
    }
}
