package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What svscan does when its directory changes between two scans, which are at 0, 5 and 10 seconds. */
class DirectoryChangesTest {
    private static final String SUPERVISE_LOG = "supervise log";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();

    @BeforeEach
    void makeDirectory() {
        machine.tree().directory("/service");
    }

    private void at(int milliseconds, Runnable event) {
        machine.clock().at(Duration.ofMillis(milliseconds), event);
    }

    private void program(String path) {
        machine.tree().directory(path.substring(0, path.lastIndexOf('/')));
        machine.tree().file(path, "#!/bin/sh\n");
        posix.chmod(path, 0755);
    }

    private void runFor(int milliseconds) {
        machine.runUntil(Duration.ofMillis(milliseconds), new Svscan(), "svscan", "/service");
    }

    private List<String> started() {
        return machine.children().commandLines();
    }

    private long startOf(int index) {
        return machine.children().started().get(index).at().toMillis();
    }

    @Test
    void movedDirectoryIsStartedAtOnce() {
        program("/elsewhere/run");
        at(7300, () -> posix.rename("/elsewhere", "/service/a"));
        runFor(9900);
        assertThat(started()).containsExactly("supervise a");
        assertThat(startOf(0)).isEqualTo(7300);
    }

    @Test
    void linkedDirectoryIsStartedAtOnce() {
        at(7300, () -> {
            program("/elsewhere/run");
            program("/elsewhere/log/run");
            machine.tree().link("/service/a", "/elsewhere");
        });
        runFor(9900);
        assertThat(started()).containsExactly("supervise a", SUPERVISE_LOG);
        assertThat(startOf(1)).isEqualTo(7300);
    }

    @Test
    void oneAfterTheOtherIsStartedAtOnce() {
        for (int i = 0; i < 30; i++) {
            String name = "s" + i;
            program("/elsewhere/" + name + "/run");
            at(6000 + 90 * i, () -> posix.rename("/elsewhere/" + name, "/service/" + name));
        }
        runFor(9900);
        assertThat(started()).hasSize(30);
        for (int i = 0; i < 30; i++) {
            assertThat(startOf(i) - 6000 - 90L * i).isBetween(0L, 12L);
        }
    }

    @Test
    void directoryThatIsMadeIsStartedOnceItIsComplete() {
        at(7300, () -> machine.tree().directory("/service/a/log"));
        at(7304, () -> program("/service/a/run"));
        at(7330, () -> program("/service/a/log/run"));
        runFor(9900);
        assertThat(started()).containsExactly("supervise a", SUPERVISE_LOG);
        assertThat(startOf(0)).isBetween(7340L, 7355L);
    }

    @Test
    void directoryWaitsForALogThatIsStillToCome() {
        at(7300, () -> program("/service/a/run"));
        at(7308, () -> program("/service/a/log/run"));
        runFor(9900);
        assertThat(started()).containsExactly("supervise a", SUPERVISE_LOG);
    }

    @Test
    void fileWithoutContentIsNoProgram() {
        at(7300, () -> {
            machine.tree().directory("/service/a");
            machine.tree().file("/service/a/run", "");
            posix.chmod("/service/a/run", 0755);
        });
        runFor(9900);
        assertThat(started()).isEmpty();
    }

    /** As in 0.76. */
    @Test
    void incompleteDirectoryIsStartedByTheScan() {
        at(7300, () -> machine.tree().directory("/service/a"));
        runFor(14_900);
        assertThat(started()).containsExactly("supervise a");
        assertThat(startOf(0)).isEqualTo(10_000);
    }

    @Test
    void incompleteDirectoryIsLookedAtLessAndLessOften() {
        at(5100, () -> machine.tree().directory("/service/a"));
        runFor(9900);
        assertThat(machine.calls().of("listDirectory .")).hasSizeBetween(30, 70);
    }

    @Test
    void continuousChangesAreLookedAtLessAndLessOften() {
        machine.tree().file("/service/a", "");
        for (int i = 0; i < 4000; i++) {
            String from = "/service/" + (i % 2 == 0 ? "a" : "b");
            String to = "/service/" + (i % 2 == 0 ? "b" : "a");
            at(5100 + i, () -> posix.rename(from, to));
        }
        runFor(9900);
        assertThat(machine.calls().of("listDirectory .")).hasSizeBetween(10, 60);
    }

    @Test
    void idleDirectoryIsNotLookedAt() {
        machine.tree().directory("/service/a");
        runFor(14_900);
        assertThat(machine.calls().of("listDirectory .")).hasSize(3);
        assertThat(machine.calls().of("poll")).hasSize(3);
    }

    @Test
    void directoryThatCannotBeWatchedIsScanned() {
        machine.failOn("watchDirectory .", Errno.ENOSPC);
        program("/elsewhere/run");
        at(7300, () -> posix.rename("/elsewhere", "/service/a"));
        runFor(14_900);
        assertThat(startOf(0)).isEqualTo(10_000);
        assertThat(machine.stderr()).isEqualTo("svscan: warning: unable to watch directory: out of disk space\n");
    }

    @Test
    void directoryIsWatchedAsSoonAsThatIsPossible() {
        machine.calls().failOnce("watchDirectory .", Errno.EMFILE);
        program("/elsewhere/run");
        at(7300, () -> posix.rename("/elsewhere", "/service/a"));
        runFor(9900);
        assertThat(started()).hasSize(1);
    }

    @Test
    void failureIsRepeatedByTheScan() {
        program("/elsewhere/a/run");
        program("/elsewhere/b/run");
        machine.failOn("spawn", Errno.EAGAIN);
        at(7300, () -> posix.rename("/elsewhere/a", "/service/a"));
        at(7600, () -> posix.rename("/elsewhere/b", "/service/b"));
        at(8000, () -> machine.calls().succeed("spawn"));
        runFor(14_900);
        assertThat(machine.stderr()).isEqualTo("svscan: warning: unable to fork for a: temporary failure\n");
        assertThat(started()).containsExactlyInAnyOrder("supervise a", "supervise b");
        assertThat(startOf(0)).isEqualTo(10_000);
    }

    @Test
    void superviseThatExitedOnCommandIsLeftToTheScan() {
        program("/service/a/run");
        at(6000, () -> machine.children().end(1001, 0));
        at(7300, () -> machine.tree().directory("/service/.hidden"));
        runFor(14_900);
        assertThat(startOf(1)).isEqualTo(10_000);
    }

    @Test
    void shortageOfDescriptorsIsAWarningForTheService() {
        machine.tree().directory("/service/a/supervise");
        machine.tree().fifo("/service/a/supervise/ok");
        machine.failOn("openWrite a/supervise/ok", Errno.EMFILE);
        at(7000, () -> machine.calls().succeed("openWrite a/supervise/ok"));
        runFor(14_900);
        assertThat(machine.stderrLines())
                .hasSize(2)
                .containsOnly("svscan: warning: unable to look for a supervise of a: process cannot open more files");
        assertThat(startOf(0)).isEqualTo(10_000);
    }

    @Test
    void logThatIsAddedIsPickedUp() {
        program("/service/a/run");
        at(6000, () -> machine.tree().directory("/service/a/log"));
        at(11_000, () -> program("/service/a/log/run"));
        at(16_000, () -> machine.children().end(1001, 0));
        runFor(24_900);
        assertThat(started()).containsExactly("supervise a", SUPERVISE_LOG, "supervise a");
        assertThat(startOf(1)).isEqualTo(15_000);
        assertThat(machine.children().started().get(0).spawn().moves()).isEmpty();
        assertThat(machine.children().started().get(2).spawn().moves()).hasSize(2);
        assertThat(machine.stderr()).isEqualTo("svscan: warning: a/log is new: a writes to it after svc -dx a\n");
    }

    @Test
    void logOfARemovedServiceGetsTheEndOfItsInput() {
        program("/elsewhere/run");
        program("/elsewhere/log/run");
        machine.tree().directory("/elsewhere/log/supervise");
        machine.tree().link("/service/a", "/elsewhere");
        FifoPeer logOk = machine.tree().fifo("/elsewhere/log/supervise/ok");
        at(6000, () -> {
            logOk.openedByReader();
            machine.tree().remove("/service/a");
        });
        at(7000, () -> machine.children().end(1001, 0));
        at(11_000, () -> assertThat(machine.calls().of("close")).hasSize(1));
        at(12_000, () -> machine.tree().link("/service/b", "/elsewhere"));
        runFor(19_900);
        assertThat(started()).containsExactly("supervise a", SUPERVISE_LOG, "supervise b");
        assertThat(machine.calls().of("openWrite"))
                .filteredOn(call -> call.endsWith("/pipe"))
                .hasSize(2);
    }

    /** The directory {@code /proc/PID} of a supervise, with its FIFO for commands. */
    private int process(int pid, String directory, int links) {
        return process(pid, directory, links == 0 ? directory + " (deleted)" : directory + "-cwd", links);
    }

    private int process(int pid, String directory, String target, int links) {
        String control = directory + "/supervise/control (deleted)";
        machine.tree().directory("/proc/" + pid + "/fd");
        machine.tree().file(target, "");
        machine.tree().link("/proc/" + pid + "/cwd", target);
        machine.tree().setLinks(target, links);
        machine.tree().directory(directory + "/supervise");
        posix.mkfifo(control, 0600);
        machine.tree().link("/proc/" + pid + "/fd/5", control);
        return posix.openRead(control);
    }

    private String text(int descriptor) {
        byte[] bytes = new byte[10];
        int count = posix.read(descriptor, bytes, 0, bytes.length);
        return new String(bytes, 0, Math.max(count, 0), StandardCharsets.ISO_8859_1);
    }

    @Test
    void removedDirectoryIsEnded() {
        machine.tree().directory("/proc");
        machine.tree().link("/proc/self", "1000");
        program("/service/a/run");
        program("/service/a/log/run");
        program("/service/b/run");
        int a = process(1001, "/a", 0);
        int log = process(1002, "/a-log", "/a-log (deleted)", 1);
        int b = process(1003, "/b", 2);
        at(6000, () -> {
            machine.tree().remove("/service/a");
            posix.rename("/service/b", "/.b");
        });
        at(6001, () -> assertThat(text(a)).isEqualTo("dx"));
        at(7000, () -> machine.children().end(1001, 0));
        at(14_000, () -> {
            assertThat(text(a)).isEmpty();
            assertThat(text(b)).isEmpty();
            assertThat(text(log)).isEqualTo("xc");
        });
        runFor(14_900);
    }

    /** As on some file systems in user space. */
    @Test
    void movedDirectoryWithoutLinksGoesOn() {
        machine.tree().directory("/proc");
        machine.tree().link("/proc/self", "1000");
        program("/service/a/run");
        int a = process(1001, "/a", "/cwd", 0);
        at(6000, () -> posix.rename("/service/a", "/.a"));
        at(14_000, () -> assertThat(text(a)).isEmpty());
        runFor(14_900);
    }

    @Test
    void limitOnDescriptorsIsRaised() {
        runFor(100);
        assertThat(machine.calls().of("setSoftLimit")).containsExactly("setSoftLimit OPEN_FILES -1");
    }
}
