package io.daemontools.svlint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The findings about loggers, with what is right. */
class LogFindingsTest extends LintFixture {
    @Test
    void logIsADirectory() {
        a.run("exec sleep 9").file("log", "");
        finds("log: error: is not a directory; make it the service directory of the logger, or remove it");
        a.machine().tree().remove("/service/a/log");
        a.machine().tree().link("/service/a/log", "/nowhere");
        finds("log: error: is not a directory; make it the service directory of the logger, or remove it");
    }

    @Test
    void aLoggerIsAServiceWithoutALogger() {
        a.run("exec sleep 9").directory("log/log").file("log/down", "");
        finds(
                "log/run: error: does not exist; write it, or name the directories of services",
                "log/down: warning: keeps the logger down, so that the service waits when the pipe is full; remove it",
                "log/log: warning: has no effect: a logger has no logger; remove it");
    }

    @Test
    void multilogHasALogDirectory() {
        a.run("exec sleep 9").logRun("exec multilog t");
        finds("log/run: warning: multilog has no log directory, and discards everything; add ./main");
        a.directory("log/main").logRun("exec multilog t main");
        finds(
                "log/run: warning: the argument main of multilog is ignored; remove it",
                "log/run: warning: multilog has no log directory, and discards everything; write ./main in place of main");
        for (String right :
                new String[] {"multilog t ./main", "multilog t e", "multilog t =status", "multilog t $DIR"}) {
            a.logRun("exec " + right);
            assertThat(a.findings()).as(right).isEmpty();
        }
    }

    @Test
    void multilogUnderstandsItsArguments() {
        a.run("exec sleep 9").directory("log/main").program("/bin/gzip");
        a.logRun("exec multilog t n20 s99999 '!gzip' S1 A2 R3 N0 F0 D '-*' +x e =status ./main p- j 1 $MORE");
        finds();
        a.logRun("exec multilog s1M n D1 jx t main '' ./main s4096");
        String start = "log/run: warning: the argument ";
        finds(
                start + "s1M of multilog is more than a number; write s and decimal digits",
                start + "n of multilog has no number; write n and decimal digits",
                start + "D1 of multilog is ignored; write D alone, or remove it",
                start + "jx of multilog is ignored; write j alone, or remove it",
                start + "t of multilog is ignored: t is the first argument; make it the first one, or remove it",
                start + "main of multilog is ignored; remove it",
                start + "'' of multilog is ignored; remove it",
                start + "s4096 of multilog has no effect behind the last log directory; write it before the directory");
    }

    @Test
    void multilogCanWriteToItsDirectory() {
        a.run("exec sleep 9").logRun("exec setuidgid wwwlog multilog t ./main");
        finds("log/main: error: does not exist, and wwwlog cannot make it; mkdir log/main; chown wwwlog log/main");
        a.directory("log/main");
        finds("log/main: error: is not writable for wwwlog; chown -R wwwlog log/main");
        a.machine().tree().setPermissions("/service/a/log/main", 0777);
        finds("log/main: error: is writable for everybody, who can thus change the log; chmod o-w log/main");
        a.machine().tree().setPermissions("/service/a/log/main", 0770);
        a.machine().tree().setOwner("/service/a/log/main", 0, 36);
        finds();
        a.file("log/main/current", "");
        finds("log/main/current: error: is not writable for wwwlog; chown wwwlog log/main/current");
        a.machine().tree().setPermissions("/service/a/log", 0711);
        finds("log: error: is not readable for wwwlog, as which log/run runs multilog; chmod 755 log");
        a.logRun("mkdir -p main", "chown wwwlog main", "exec setuidgid wwwlog multilog t ./main");
        finds();
        a.logRun("exec setuidgid root multilog t ./main");
        finds();
    }

    @Test
    void aLogDirectoryIsNamedOnce() {
        a.run("exec sleep 9").directory("log/main").directory("log/more");
        a.machine().tree().link("/service/a/log/link", "main");
        for (String twice : new String[] {"./main", "./main/", "/service/a/log/main", "./link"}) {
            a.logRun("exec multilog t ./main ./more " + twice);
            // The fixture shortens the name.
            finds("log/run: error: multilog cannot lock " + twice.replace("/service/a/", "")
                    + ", which it has locked already; name each log directory once");
        }
        a.logRun("exec multilog t ./main ./more");
        finds();
    }

    @Test
    void theProcessorIsThere() {
        a.run("exec sleep 9").directory("log/main").program("/bin/gzip").program("/opt/bin/mine");
        String start = "log/run: error: the processor ";
        a.logRun("exec multilog t '!nosuchproc -9' ./main");
        finds(start + "nosuchproc is in no directory of PATH; install it, or give its full name");
        a.logRun("exec multilog t '!exec /nosuch/proc' ./main");
        finds(start + "/nosuch/proc does not exist; install it, or correct its name");
        for (String right : new String[] {
            "!gzip", "!exec gzip -9", "!command gzip", "!PATH=/x nosuch", "!nosuch | gzip", "!./nosuch", "!$NOSUCH", "!"
        }) {
            a.logRun("exec multilog t '" + right + "' ./main");
            assertThat(a.findings()).as(right).isEmpty();
        }
        a.script("log/finish", "#!/bin/sh\nexit 0\n").logRun("PATH=/opt/bin:/bin", "exec multilog '!mine' ./main");
        finds();
    }

    @Test
    void aLogDirectoryElsewhereIsChecked() {
        a.run("exec sleep 9").logRun("exec multilog t /var/log/a");
        finds(
                "log/run: error: log directory /var/log/a does not exist, and neither does /var/log; mkdir -p /var/log/a");
        a.machine().tree().directory("/var/log");
        finds();
        a.machine().tree().directory("/var/log/a");
        a.machine().tree().setOwner("/var/log/a", 35, 36);
        a.machine().tree().setPermissions("/var/log", 0700);
        a.logRun("exec setuidgid wwwlog multilog t /var/log/a");
        finds("log/run: error: log directory /var/log cannot be entered by wwwlog; chmod o+x /var/log");
    }
}
