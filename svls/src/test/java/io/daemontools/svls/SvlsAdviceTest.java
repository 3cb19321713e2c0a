package io.daemontools.svls;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.Want;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code svls -x} on directories without svscan, on services that were repaired, and on those that start and stop. */
class SvlsAdviceTest extends SvlsFixture {
    /** What a run prints; {@code machine.stdout()} has the output of the runs before, too. */
    private String explanation(String directory) {
        int before = machine.stdout().length();
        return why(directory).substring(before);
    }

    private void makeUnsupervised() {
        machine.tree().directory("/service/new/log");
        machine.tree().executable("/service/new/run");
        machine.tree().executable("/service/new/log/run");
        startDaemon(300, "sh", "/", 'S');
    }

    @Test
    void svscanRunsOnTheDirectoryAboveTheService() {
        makeUnsupervised();
        assertThat(explanation("/service/new")).isEqualTo("""
                1 of 1 services not as wanted: new
                new: not supervised
                  why:  no supervise has ever run, and no svscan runs on /service
                  type: svscan /service &
                new/log: not supervised
                  why:  the same as for new
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "/, /service/new/log, /service",
        "/, service/new/log/, service",
        "/service, ., .",
        "/service, new, .",
        "/service, new/log, .",
        "/service/new, ., ./..",
        "/service/new, log, ./..",
        "/service/new/log, ., ./../.."
    })
    void findsTheDirectoryOfServices(String start, String operand, String services) {
        makeUnsupervised();
        posix.chdir(start);
        assertThat(explanation(operand))
                .contains("why:  no supervise has ever run, and no svscan runs on " + services + "\n")
                .containsOnlyOnce("type: ")
                .contains("type: svscan " + services + " &\n");
    }

    @Test
    void seesThatNoSvscanRunsOnADirectory() {
        makeService("/service/a", 77, Want.UP);
        startDaemon(300, "supervise", "/service/a", 'S');
        assertThat(run("-x", "/service")).isEqualTo(1);
        assertThat(machine.stdout())
                .isEqualTo("all services as wanted: 1\nno svscan runs on /service:"
                        + " a supervise that ends is not started again\n  type: svscan /service &\n");
        assertThat(run("/service")).isZero();
        assertThat(run("-x", "/service/a")).isZero();
        startDaemon(301, "svscan", "/service", 'S');
        assertThat(run("-x", "/service")).isZero();
    }

    @Test
    void doesNotMissAnSvscanThatItCannotSee() {
        makeService("/service/a", 77, Want.UP);
        startDaemon(300, "sh", "/", 'S');
        assertThat(run("-x", "/service")).isZero();
        startDaemon(301, "supervise", "/service/a", 'S');
        machine.tree().directory("/proc/302");
        machine.tree().file("/proc/302/comm", "svscan\n");
        machine.failOn("stat /proc/302/cwd", Errno.EACCES);
        assertThat(run("-x", "/service")).isZero();
    }

    private void makeFailingLogger(long... ages) {
        machine.tree().directory("/bin");
        machine.tree().executable("/bin/sh");
        makeService("/a/log", 78, Want.UP);
        machine.tree().executable("/a/log/run");
        machine.tree().file("/a/log/run", "#!/bin/sh\nexec multilog t ./main\n");
        machine.tree().directory("/a/log/main");
        machine.tree().file("/a/log/main/lock", "");
        addRuns("/a/log", 78, 111, 0, ages);
    }

    /** {@code others} is the number of locks before this one. */
    private void lock(int pid, int others) {
        FileStatus lock = new FileStatus();
        posix.stat("/a/log/main/lock", lock);
        machine.tree().directory("/proc");
        StringBuilder locks = new StringBuilder();
        for (int i = 1; i <= others; i++) {
            locks.append(i + ": FLOCK  ADVISORY  WRITE " + (1000 + i) + " 08:01:" + (100_000 + i) + " 0 EOF\n");
        }
        locks.append("9: FLOCK  ADVISORY  WRITE " + pid + " 08:01:" + lock.inode() + " 0 EOF\n");
        machine.tree().file("/proc/locks", locks.toString());
    }

    @Test
    void aLoggerMayLockItsOwnDirectory() {
        makeFailingLogger(4, 3, 2, 1);
        lock(99, 0);
        assertThat(explanation("/a/log")).contains("process 99 has locked its log directory main\n  type: kill 99\n");
        lock(78, 0);
        assertThat(explanation("/a/log")).doesNotContain("locked", "kill");
    }

    @Test
    void aLockIsFoundAmongThousands() {
        makeFailingLogger(4, 3, 2, 1);
        for (int others = 150; others < 250; others++) {
            lock(99, others);
            assertThat(explanation("/a/log")).contains("process 99 has locked its log directory main\n");
        }
        lock(99, 5000);
        assertThat(explanation("/a/log")).contains("process 99 has locked its log directory main\n");
    }

    @Test
    void aProgramThatTheLoggerHasStartedCountsAsIt() {
        machine.children().inherit(80);
        machine.children().startOther(81);
        ProcessTable processes = new ProcessTable(posix, new SmallFiles(posix));
        assertThat(processes.isFrom(80, posix.getpid())).isTrue();
        assertThat(processes.isFrom(80, 80)).isTrue();
        assertThat(processes.isFrom(81, posix.getpid())).isFalse();
        assertThat(processes.isFrom(posix.getpid(), 80)).isFalse();
    }

    @Test
    void hasNothingToTypeForAServiceThatWasRepaired() {
        makeFailingLogger(34, 33, 32, 30);
        lock(99, 0);
        assertThat(explanation("/a/log"))
                .endsWith(
                        "  why:  it runs again, for 30 s now, after 3 restarts in the last hour; the last end: exit 111\n");
    }

    @Test
    void aRunThatIsShorterThanOthersIsNoRepair() {
        makeFailingLogger(50, 30, 20, 10);
        lock(99, 0);
        assertThat(explanation("/a/log")).contains("type: kill 99\n");
    }

    @ParameterizedTest
    @CsvSource({
        "77, false, DOWN, , 'stopping, running since 2023-11-14T22:11:50.000000000Z (90s)'",
        "77, false, DOWN, STOPPING, 'stopping since 2023-11-14T22:13:20.000000000Z (0s)'",
        "77, false, UP, READY, 'ready since 2023-11-14T22:13:20.000000000Z (0s)'",
        "77, true, UP, , 'paused, running since 2023-11-14T22:11:50.000000000Z (90s)'",
        "77, false, UP, , 'up since 2023-11-14T22:11:50.000000000Z (90s)'"
    })
    void saysOfWhatATimeIsTheBeginning(int pid, boolean paused, Want want, ServicePhase phase, String text) {
        makeService("/a", pid, paused, want);
        if (phase != null) {
            setState("/a", phase, pid);
        }
        assertThat(explanation("/a")).contains("\na: " + text + "\n");
    }

    @Test
    void theTimeOfAServiceWithoutSuperviseIsThatOfItsLastStart() {
        makeService("/a", 77, Want.UP);
        machine.tree().fifoAt("/a/supervise/ok").closedByReader();
        assertThat(explanation("/a"))
                .contains("\na: not supervised, last start 2023-11-14T22:11:50.000000000Z (90s)\n");
    }

    @Test
    void seesThatAProcessIgnoresTheSignal() {
        makeService("/a", 77, Want.DOWN);
        machine.tree().directory("/proc/77");
        machine.tree().file("/proc/77/status", "Name:\ta\nSigBlk:\t0000000000004000\nSigIgn:\t0000000000001000\n");
        assertThat(explanation("/a")).doesNotContain("ignores");
        machine.tree().file("/proc/77/status", "Name:\ta\nSigIgn:\t0000000000004002\nSigCgt:\t0\n");
        String text = "it is wanted down, and has not ended yet; its process 77 ignores ";
        assertThat(explanation("/a")).contains(text + "TERM\n  type: svc -k /a   # kills it\n");
        machine.tree().file("/a/down-signal", "sigint\n");
        assertThat(explanation("/a")).contains(text + "INT\n");
        machine.tree().file("/a/down-signal", "QUIT\n");
        assertThat(explanation("/a"))
                .endsWith("it is wanted down, and has not ended yet\n  type: svc -k /a   # kills it\n");
    }

    @Test
    void waitsForAServiceThatStarts() {
        makeService("/a", 77, Want.UP);
        machine.tree().executable("/a/check");
        setState("/a", ServicePhase.STARTING, 77);
        assertThat(explanation("/a"))
                .contains("that it is ready, by check\n  type: rm /a/check; svc -t /a   # if it cannot report that\n");
        writeStatus("/a", 77, false, Want.UP, 29);
        assertThat(explanation("/a")).endsWith("that it is ready, by check: wait, or read its log\n");
    }
}
