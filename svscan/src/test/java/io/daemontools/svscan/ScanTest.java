package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import org.junit.jupiter.api.Test;

class ScanTest extends ScanFixture {
    @Test
    void startsASuperviseForEachDirectoryOnce() {
        posix.tree().directory("b");
        posix.tree().directory("a");
        scans(3);
        assertThat(started()).containsExactly("supervise b", "supervise a");
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void findsWhatIsAddedLater() {
        posix.tree().directory("a");
        scans(1);
        posix.tree().directory("b");
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise b");
    }

    @Test
    void skipsHiddenEntriesAndNonDirectories() {
        posix.tree().directory(".hidden");
        posix.tree().directory("..more");
        posix.tree().file("file", "");
        posix.tree().fifo("fifo");
        scans(2);
        assertThat(started()).isEmpty();
        assertThat(posix.stderr()).isEmpty();
        assertThat(posix.calls().all()).doesNotContain("listing.status .hidden", "listing.status .");
    }

    @Test
    void followsLinks() {
        posix.tree().directory("/etc/service/a");
        posix.tree().link("a", "/etc/service/a");
        scans(2);
        assertThat(started()).containsExactly("supervise a");
    }

    @Test
    void twoNamesOfADirectoryAreOneService() {
        posix.tree().directory("a");
        posix.tree().link("twin", "a");
        scans(2);
        assertThat(started()).containsExactly("supervise a");
    }

    @Test
    void warnsOfADanglingLinkInEveryScan() {
        posix.tree().link("lost", "/nowhere");
        posix.tree().directory("a");
        scans(2);
        assertThat(posix.stderrLines())
                .containsExactly(
                        "svscan: warning: unable to stat lost: file does not exist",
                        "svscan: warning: unable to stat lost: file does not exist");
        assertThat(started()).containsExactly("supervise a");
    }

    @Test
    void warnsOfAnInaccessibleEntry() {
        posix.tree().directory("a");
        posix.tree().directory("b");
        posix.failOn("listing.status a", Errno.EACCES);
        scans(1);
        assertThat(posix.stderr()).isEqualTo("svscan: warning: unable to stat a: access denied\n");
        assertThat(started()).containsExactly("supervise b");
    }

    @Test
    void restartsADeadSuperviseInTheNextRound() {
        posix.tree().directory("a");
        posix.tree().directory("b");
        scans(1);
        end(1001);
        assertThat(started()).hasSize(2);
        scans(2);
        assertThat(started()).containsExactly("supervise a", "supervise b", "supervise a");
    }

    @Test
    void reapsAllChildrenIgnoringUnknownPids() {
        posix.tree().directory("a");
        posix.tree().directory("b");
        scans(1);
        end(77);
        end(1002);
        end(1001);
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise b", "supervise a", "supervise b");
    }

    @Test
    void forgetsAServiceWhoseDirectoryAndSuperviseAreGone() {
        posix.tree().directory("a");
        scans(1);
        posix.tree().remove("a");
        scans(1);
        end(1001);
        scans(2);
        assertThat(started()).containsExactly("supervise a");
        posix.tree().directory("a");
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise a");
    }

    @Test
    void identifiesAServiceByItsDirectory() {
        posix.tree().directory("a");
        scans(1);
        posix.rename("a", "b");
        scans(1);
        assertThat(started()).containsExactly("supervise a");
        end(1001);
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise b");
    }

    @Test
    void startsAnotherForAnotherDirectoryOfTheSameName() {
        posix.tree().directory("a");
        scans(1);
        posix.tree().remove("a");
        posix.tree().directory("a");
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise a");
    }

    @Test
    void forgetsNothingWhileItCannotReadTheDirectory() {
        posix.tree().directory("a");
        scans(1);
        posix.failOn("listWorkingDirectory", Errno.EMFILE);
        end(1001);
        scans(2);
        assertThat(posix.stderrLines())
                .hasSize(2)
                .containsOnly("svscan: warning: unable to read directory: process cannot open more files");
        posix.calls().succeed("listWorkingDirectory");
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise a");
    }

    @Test
    void forgetsNothingAfterAPartialListing() {
        posix.tree().directory("a");
        posix.tree().directory("a/log");
        scans(1);
        end(1001);
        end(1002);
        posix.calls().forget();
        posix.calls().failOnce("listing.next", Errno.EIO);
        scans(1);
        assertThat(posix.stderr()).isEqualTo("svscan: warning: unable to read directory: input/output error\n");
        assertThat(posix.calls().all()).contains("listing.close").doesNotContain("close 3", "close 4");
        scans(1);
        assertThat(started()).hasSize(4);
    }

    @Test
    void keepsAServiceWhoseStatusCannotBeRead() {
        posix.tree().directory("a/log");
        scans(1);
        end(1001);
        end(1002);
        posix.calls().failOnce("listing.status a", Errno.ENOMEM);
        scans(1);
        assertThat(posix.descriptors().open()).containsOnly(0, 1, 2, 3, 4);
        scans(1);
        assertThat(started()).hasSize(4);
    }

    @Test
    void endsEveryListing() {
        scans(3);
        assertThat(posix.calls().of("listing.close")).hasSize(3);
    }

    @Test
    void startsAsManyAsThereIsMemoryFor() {
        posix.limits().setMemory(0);
        int room = 8;
        for (int i = 0; i < room + 2; i++) {
            posix.tree().directory("s" + i);
        }
        scans(1);
        assertThat(started()).hasSize(room);
        assertThat(posix.stderrLines())
                .containsExactly(
                        "svscan: warning: unable to start s8: running too many services",
                        "svscan: warning: unable to start s9: running too many services");
        posix.tree().remove("s0");
        end(1001);
        scans(2);
        assertThat(started()).hasSize(room + 1).endsWith("supervise s8");
        posix.limits().setMemory(Integer.MAX_VALUE);
        scans(1);
        assertThat(started()).hasSize(room + 2).endsWith("supervise s9");
    }

    @Test
    void detectsAnotherDirectoryWithTheSameInode() {
        posix.tree().directory("a");
        scans(2);
        end(1001);
        posix.tree().remake("a");
        posix.tree().directory("a/log");
        scans(2);
        assertThat(started()).containsExactly("supervise a", "supervise a", "supervise log");
        end(1002);
        end(1003);
        posix.tree().remake("a");
        scans(2);
        assertThat(started()).hasSize(4).endsWith("supervise log", "supervise a");
        assertThat(posix.descriptors().open()).containsOnly(0, 1, 2);
        assertThat(posix.stderr()).isEmpty();
    }

    /** A directory gets the name of one that has just been listed. */
    @Test
    void doesNotTakeTheBirthOfAnotherDirectory() {
        posix.tree().directory("a");
        posix.tree().directory("b");
        scans(1);
        long birth = posix.birth("a");
        posix.calls().whenMade("birth a", () -> {
            if (!posix.tree().exists("aside")) {
                posix.rename("a", "aside");
                posix.rename("b", "a");
            }
        });
        scans(1);
        assertThat(services.find(posix.tree().status("aside")).birthConfirmed()).isFalse();
        scans(1);
        assertThat(services.find(posix.tree().status("aside")).birth()).isEqualTo(birth);
    }

    @Test
    void looksAgainIfABirthCannotBeFound() {
        posix.tree().directory("a");
        scans(1);
        posix.tree().forgetBirths();
        scans(1);
        assertThat(services.find(posix.tree().status("a")).birthConfirmed()).isFalse();
    }

    @Test
    void reusedInodeNumberGetsANewPipe() {
        posix.tree().directory("a/log");
        scans(2);
        end(1001);
        end(1002);
        posix.tree().remake("a");
        posix.tree().directory("a/log");
        scans(2);
        assertThat(posix.calls().of("openReadWrite")).hasSize(2);
        assertThat(posix.descriptors().open()).hasSize(5);
    }

    @Test
    void replacesADirectoryOnlyAfterItsSuperviseEnded() {
        posix.tree().directory("a");
        scans(2);
        posix.tree().remake("a");
        posix.tree().directory("a/log");
        scans(2);
        assertThat(started()).containsExactly("supervise a");
    }

    @Test
    void detectsReuseWithoutBirthTimes() {
        posix.tree().forgetBirths();
        posix.tree().directory("a");
        scans(2);
        end(1001);
        posix.tree().remake("a");
        posix.tree().directory("a/log");
        scans(1);
        assertThat(started()).containsExactly("supervise a", "supervise a", "supervise log");
    }

    /** On an overlay file system the directory becomes another one when supervise creates a file in it. */
    @Test
    void keepsThePipeAfterAnOverlayCopyUp() {
        posix.tree().directory("a/log");
        scans(1);
        posix.tree().remake("a");
        posix.tree().directory("a/log");
        scans(1);
        end(1001);
        end(1002);
        scans(1);
        assertThat(started()).hasSize(4);
        assertThat(posix.calls().of("openReadWrite")).hasSize(1);
    }

    @Test
    void supervisesThousandsOfServices() {
        int many = 3000;
        for (int i = 0; i < many; i++) {
            posix.tree().directory("s" + i);
        }
        scans(2);
        assertThat(started()).hasSize(many).doesNotHaveDuplicates();
        end(1000 + many);
        end(1001);
        scans(2);
        assertThat(started()).hasSize(many + 2).endsWith("supervise s0", "supervise s" + (many - 1));
    }
}
