package io.daemontools.svls;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.service.EndCause;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.FifoPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code svls -x}. */
class SvlsReasonsTest extends SvlsFixture {
    @Test
    void explainsAServiceThatEndsAgainAndAgain() {
        makeService("/service/a", 77, Want.UP);
        makeService("/service/b", 78, Want.UP);
        machine.tree().file("/service/a/run", "");
        posix.chmod("/service/a/run", 0755);
        machine.tree().directory("/service/a/log/main");
        machine.tree().file("/service/a/log/main/current", "one\ntwo\nthree\n\u001bfour\n");
        makeService("/service/a/log", 79, Want.UP);
        addRuns("/service/a", 77, 127, 0, 4, 3, 2, 1);
        assertThat(why("/service")).isEqualTo("""
                1 of 2 services not as wanted: a
                a: failing, running since 2023-11-14T22:11:50.000000000Z (90s)
                  why:  it has ended: exit 127 (of a shell: a command was not found; of a program: a library was not), 3 restarts in the last hour
                  type: svlint /service/a   # if it prints nothing, the messages are in the log, or in the output of svscan
                  log:  two
                  log:  three
                  log:  \\x1bfour
                """);
    }

    @Test
    void explainsWhyRunIsNotExecuted() {
        makeService("/a", 0, Want.UP);
        assertThat(why("/a")).contains("  why:  there is no file run\n");
        machine.tree().file("/a/run", "");
        assertThat(why("/a")).contains("  why:  run is not executable\n  type: chmod +x /a/run\n");
    }

    @ParameterizedTest
    @CsvSource({
        "77, false, UP, , it runs",
        "77, false, DOWN, , it is wanted down",
        "77, true, UP, , type: svc -c /a",
        "0, false, DOWN, , type: svc -u /a",
        "77, false, UP, STARTING, it has not reported yet",
        "77, false, UP, FINISHING, its finish runs",
        "0, false, DOWN, FAILED, its finish exited 125"
    })
    void explainsEachStateOfANamedService(int pid, boolean paused, Want want, ServicePhase phase, String text) {
        makeService("/a", pid, paused, want);
        if (phase != null) {
            setState("/a", phase, pid);
        }
        assertThat(why("/a")).contains(text);
    }

    @Test
    void explainsTheFileDown() {
        makeService("/a b", 0, Want.DOWN);
        machine.tree().file("/a b/down", "");
        assertThat(why("/a b"))
                .contains("  why:  the file down keeps it down\n  type: rm '/a b'/down; svc -u '/a b'\n");
    }

    @Test
    void explainsWhyThereIsNoSupervise() {
        machine.tree().directory("/a");
        machine.tree().file("/a/run", "");
        assertThat(why("/a")).contains("no supervise has ever run");
        makeService("/b", 77, Want.UP);
        machine.tree().fifoAt("/b/supervise/ok").closedByReader();
        assertThat(why("/b"))
                .contains("its supervise has ended, and svscan has not started one")
                .contains("directory than /\n  type: svscan / &   # if none runs there\n");
        assertThat(why("/c")).contains("there is no such directory");
    }

    /** A process id alone may be another process's now. */
    @Test
    void namesAProcessThatRunsOn() {
        makeService("/a", 77, Want.UP);
        addRuns("/a", 77, 0, 0, 100);
        machine.tree().fifoAt("/a/supervise/ok").closedByReader();
        String before = why("/a");
        assertThat(before).contains("; the service runs on as process 77\n");
        machine.children().end(77, 0);
        assertThat(why("/a").substring(before.length())).doesNotContain("77");
    }

    @Test
    void seesASuperviseWithoutItsFiles() {
        machine.tree().directory("/a");
        machine.tree().executable("/a/run");
        startDaemon(300, "supervise", "/a", 'S');
        assertThat(why("/a"))
                .contains("its supervise, process 300, runs on without its files: the directory supervise was removed\n"
                        + "  type: kill -KILL 300\n");
    }

    /** A zombie may stay for long where process 1 does not reap. */
    @Test
    void ignoresAZombie() {
        machine.tree().directory("/a");
        machine.tree().executable("/a/run");
        startDaemon(300, "supervise", "/no/working/directory", 'Z');
        assertThat(why("/a")).contains("no supervise has ever run").doesNotContain("was removed");
    }

    @Test
    void seesALoggerWhoseDirectoryWasRemoved() {
        makeService("/a", 77, Want.UP);
        startDaemon(300, "supervise", "/a", 'S');
        machine.tree().directory("/a/log (deleted)");
        startDaemon(301, "supervise", "/a/log (deleted)", 'S');
        assertThat(run("-x", "/a")).isEqualTo(1);
        assertThat(machine.stdout())
                .contains("a: up since", "its directory log was removed, and its logger runs on there")
                .contains("type: kill -KILL 301   # after you have made /a/log again\n");
        machine.tree().directory("/a/log/supervise");
        assertThat(why("/a"))
                .contains("its supervise, process 301, runs on in a directory log that was removed\n"
                        + "  type: kill -KILL 301\n");
    }

    @Test
    void seesASuperviseThatIsStopped() {
        makeService("/service/a", 77, Want.UP);
        startDaemon(299, "svscan", "/service", 'S');
        startDaemon(300, "supervise", "/service/a", 'T');
        assertThat(run("-x", "/service")).isEqualTo(1);
        assertThat(machine.stdout()).startsWith("1 of 1 services not as wanted: a\na: up since");
        assertThat(machine.stdout())
                .contains("its supervise, process 300, is stopped by a signal, and reads no command\n"
                        + "  type: kill -CONT 300\n");
    }

    private void makeLoggedService(Want logger) {
        makeService("/service/a", 77, Want.UP);
        makeService("/service/a/log", logger == Want.UP ? 78 : 0, logger);
        machine.tree().directory("/service/a/log/main");
    }

    @Test
    void seesThatTheLogIsFull() {
        makeLoggedService(Want.UP);
        machine.descriptors().setAvailable(4096);
        assertThat(run("-x", "/service")).isZero();
        machine.descriptors().setAvailable(0);
        assertThat(run("-x", "/service")).isEqualTo(1);
        assertThat(machine.stdout())
                .endsWith("  why:  its log is full: no block of the file system of log/main is free;"
                        + " the service waits in its next write when the pipe is full\n"
                        + "  type: df /service/a/log/main   # when files there are removed, multilog goes on\n");
        assertThat(run("/service")).isZero();
    }

    @Test
    void seesThatTheFileSystemOfTheLogHasNoInode() {
        makeLoggedService(Want.UP);
        machine.descriptors().setAvailableFiles(0);
        assertThat(run("-x", "/service")).isEqualTo(1);
        assertThat(machine.stdout())
                .contains("no inode of the file system of log/main is free", "  type: df -i /service/a/log/main   #");
    }

    @Test
    void seesThatALogElsewhereIsFull() {
        makeService("/service/a", 77, Want.UP);
        makeService("/service/a/log", 78, Want.UP);
        machine.tree().file("/service/a/log/run", "#!/bin/sh\nexec multilog t /var/log/a\n");
        machine.tree().directory("/var/log/a");
        machine.tree().file("/var/log/a/current", "one\n");
        machine.descriptors().setAvailable(0);
        assertThat(why("/service"))
                .contains("no block of the file system of /var/log/a is free", "  type: df /var/log/a   #")
                .contains("  log:  one\n");
    }

    /** As for a disk quota, which nobody else sees. */
    @Test
    void seesThatTheLoggerDoesNotRead() {
        makeLoggedService(Want.UP);
        FifoPeer pipe = machine.tree().fifo("/service/a/supervise/pipe");
        pipe.openedByReader();
        pipe.openedByWriter();
        pipe.put("x".repeat(FifoPeer.CAPACITY));
        assertThat(run("-x", "/service")).isEqualTo(1);
        assertThat(machine.stdout())
                .contains("a: up since", "  why:  the pipe to its logger is full, and its logger does not read: ");
        machine.clock().at(machine.clock().passed().plusMillis(900), pipe::take);
        assertThat(run("-x", "/service")).isZero();
        assertThat(run("/service")).isZero();
    }

    @Test
    void seesAProcessThatIsStopped() {
        makeLoggedService(Want.UP);
        startDaemon(77, "httpd", "/", 'T');
        assertThat(why("/service"))
                .contains("a: up since", "its process 77 is stopped by a signal\n  type: svc -c /service/a\n");
        machine.tree().file("/proc/77/stat", "77 (httpd) S 1 ");
        startDaemon(78, "multilog", "/", 'T');
        assertThat(run("-x", "/service")).isEqualTo(1);
        assertThat(machine.stdout())
                .contains("a/log: up since", "its process 78 is stopped by a signal: the service waits in its next")
                .endsWith("  type: svc -c /service/a/log\n");
    }

    @Test
    void seesThatTheLoggerIsDown() {
        makeLoggedService(Want.DOWN);
        assertThat(run("-x", "/service")).isEqualTo(1);
        assertThat(machine.stdout()).contains("  why:  its logger is down: ", "  type: svc -u /service/a/log\n");
        machine.tree().file("/service/a/log/down", "");
        assertThat(why("/service")).contains("  type: rm /service/a/log/down; svc -u /service/a/log\n");
        assertThat(run("/service")).isZero();
    }

    @Test
    void seesThatASettingIsNewerThanTheRun() {
        makeService("/a", 77, Want.UP);
        machine.tree().file("/a/notification-fd", "3\n");
        assertThat(run("-x", "/a")).isZero();
        assertThat(machine.stdout())
                .contains("it runs, as it is wanted; notification-fd is newer than this run\n  type: svc -t /a\n");
    }

    @Test
    void showsLinksToNothing() {
        machine.tree().directory("/service");
        machine.tree().link("/service/a", "/gone");
        assertThat(run("-x", "/service")).isEqualTo(1);
        assertThat(machine.stdout())
                .contains("why:  it is a link to /gone, which does not exist\n  type: rm /service/a\n");
        assertThat(rows(1, "/service")).endsWith("a unknown - - - - - -");
    }

    @Test
    void showsTheTimesOfTheLogAsItsOwn() {
        makeService("/a", 77, Want.UP);
        machine.tree().directory("/a/log/main");
        machine.tree()
                .file("/a/log/main/current", "@400000006553f10a00000000 one\n@4000 two\n@zz00000065540ce00000000 x\n");
        assertThat(why("/a")).contains("  log:  2023-11-14T22:13:20.000000000Z one\n  log:  @4000 two\n  log:  @zz0");
    }

    @Test
    void hasACureForEachReason() {
        makeService("/a", 0, Want.UP);
        assertThat(why("/a")).contains("there is no file run\n  type: svlint /a\n");
        machine.tree().link("/a/run", "/gone");
        assertThat(why("/a")).contains("run is a link to /gone, which does not exist\n  type: svlint /a\n");
        machine.tree().remove("/a/run");
        machine.tree().link("/a/run", "run");
        assertThat(why("/a")).contains("run is a link that leads to itself\n  type: svlint /a\n");
        makeService("/b/log", 0, Want.UP);
        assertThat(why("/b/log"))
                .contains(
                        "  type: printf '#!/bin/sh\\nexec multilog t ./main\\n' >/b/log/run && chmod +x /b/log/run\n");
    }

    @Test
    void hasACureForEachEnd() {
        makeService("/a", 77, Want.UP);
        machine.tree().executable("/a/run");
        addRuns("/a", 77, 0, 0, 4, 3, 2, 1);
        assertThat(why("/a")).contains("  type: svlint /a   # fghack keeps a program in the foreground\n");
        makeService("/b", 78, Want.UP);
        machine.tree().executable("/b/run");
        cause = EndCause.WATCHDOG;
        addRuns("/b", 78, 0, 6, 4, 3, 2, 1);
        assertThat(why("/b"))
                .contains("it had missed its watchdog", "  type: cat /b/timeout-watchdog   # in milliseconds");
    }

    @Test
    void givesTheLogDirectoryToTheAccountOfTheLogger() {
        machine.tree().directory("/etc");
        machine.tree().file("/etc/passwd", "root:x:0:0::/:/bin/sh\ndaemon:x:1:1::/:/bin/sh\n");
        makeService("/a/log", 78, Want.UP);
        machine.tree().file("/a/log/run", "#!/bin/sh\nexec setuidgid daemon multilog t ./main\n");
        posix.chmod("/a/log/run", 0755);
        machine.tree().directory("/bin");
        machine.tree().file("/bin/sh", "");
        posix.chmod("/bin/sh", 0755);
        machine.tree().directory("/a/log/main");
        machine.tree().file("/a/log/main/current", "");
        posix.chown("/a/log/main", 1, 1);
        posix.chown("/a/log/main/current", 7, 7);
        posix.chmod("/a/log/main/current", 0644);
        addRuns("/a/log", 78, 111, 0, 4, 3, 2, 1);
        assertThat(why("/a/log"))
                .contains("its log directory main is not writable for daemon\n  type: chown -R daemon /a/log/main\n");
    }

    @Test
    void seesAnAccountThatIsNotThere() {
        machine.tree().directory("/etc");
        machine.tree().file("/etc/passwd", "x:x:5:5:" + "x".repeat(9000) + ":/:\nwww:x:1:1::/:/bin/sh\n");
        machine.tree().directory("/bin");
        machine.tree().executable("/bin/sh");
        makeService("/a", 77, Want.UP);
        machine.tree().executable("/a/run");
        addRuns("/a", 77, 111, 0, 4, 3, 2, 1);
        for (String known : new String[] {"www", "1234"}) {
            machine.tree().file("/a/run", "#!/bin/sh\nexec setuidgid " + known + " httpd\n");
            assertThat(why("/a")).doesNotContain("no account");
        }
        machine.tree().file("/a/run", "#!/bin/sh\nexec setuidgid w httpd\n");
        assertThat(why("/a")).contains("/etc/passwd has no account w\n");
    }

    @Test
    void findsTheLogDirectoryInTheScriptOfTheLogger() {
        makeService("/a/log", 78, Want.UP);
        machine.tree().directory("/bin");
        machine.tree().executable("/bin/sh");
        machine.tree().executable("/a/log/run");
        machine.tree().file("/a/log/run", "#!/bin/sh\nexec multilog t s9999 /var/a '-*' ./b\n");
        machine.tree().directory("/var");
        machine.tree().file("/var/a", "");
        addRuns("/a/log", 78, 111, 0, 4, 3, 2, 1);
        assertThat(why("/a/log")).contains("its log directory /var/a is not a directory\n  type: rm /var/a\n");
        machine.tree().directory("/var/b");
        machine.tree().file("/a/log/run", "#!/bin/sh\nexec multilog t /var/b ./b\n");
        machine.tree().file("/a/log/b", "");
        assertThat(why("/a/log")).contains("its log directory b is not a directory\n  type: rm /a/log/b\n");
    }

    @Test
    void hasNothingToExplain() {
        makeService("/service/a", 77, Want.UP);
        assertThat(why("/service")).isEqualTo("all services as wanted: 1\n");
    }
}
