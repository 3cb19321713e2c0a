package io.daemontools.svlint;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.service.HistoryCodec;
import io.daemontools.service.HistoryFile;
import io.daemontools.service.RunStart;
import io.daemontools.service.StartReason;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.TestMachine;
import java.util.List;
import org.junit.jupiter.api.Test;

class SvlintTest {
    private final Linted a = new Linted();
    private final TestMachine machine = a.machine();

    private int run(String... arguments) {
        return machine.run(new Svlint(), "svlint", arguments);
    }

    @Test
    void checksEachDirectoryAndGoesBack() {
        a.run("exec sleep 9");
        machine.tree().directory("/service/b");
        machine.posix().chdir("/service");
        assertThat(run("a", "./b/", "a")).isEqualTo(1);
        assertThat(machine.stdout())
                .isEqualTo("./b/run: error: does not exist; write it, or name the directories of services\n");
        assertThat(machine.tree().workingDirectory()).isEqualTo("/service");
        machine.posix().chdir("/service/b");
        assertThat(run(".")).isEqualTo(1);
    }

    @Test
    void aLoggerIsCheckedAsOne() {
        a.run("exec sleep 9").logRun("exec multilog t").file("log/down", "");
        assertThat(run("/service/a/log/")).isEqualTo(1);
        assertThat(machine.stdout().lines())
                .containsExactly(
                        "/service/a/log/run: warning: multilog has no log directory, and discards everything; add ./main",
                        "/service/a/log/down: warning: keeps the logger down, so that the service waits when the pipe is full; "
                                + "remove it");
    }

    @Test
    void curesCanBeTyped() {
        machine.tree().directory("/it's");
        machine.tree().file("/it's/run", "#!/bin/sh\nexec sleep 9\n");
        run("/it's");
        assertThat(machine.stdout()).isEqualTo("/it's/run: error: is not executable; chmod +x '/it'\\''s/run'\n");
        machine.tree().directory("/\u001b");
        machine.tree().file("/\u001b/run", "#!/bin/sh\nexec sleep 9\n");
        run("/\u001b");
        assertThat(machine.stdout())
                .endsWith("/\\x1b/run: error: is not executable; chmod +x \"$(printf '/\\033/run')\"\n");
    }

    @Test
    void printsOneDocument() {
        a.run("exec sleep 9");
        assertThat(run("-j", "/service/a")).isZero();
        assertThat(machine.stdout()).isEqualTo("[\n]\n");
        a.file("type", "").script("run", "x");
        assertThat(run("-j", "/service/a")).isEqualTo(1);
        assertThat(machine.stdout())
                .endsWith("[\n{\"directory\":\"/service/a\",\"file\":\"/service/a/run\",\"severity\":\"error\","
                        + "\"check\":\"no-interpreter\",\"reason\":\"does not begin with #!\","
                        + "\"cure\":\"make #!/bin/sh its first line\"},\n"
                        + "{\"directory\":\"/service/a\",\"file\":\"/service/a/type\",\"severity\":\"warning\","
                        + "\"check\":\"foreign-file\",\"reason\":\"is a file of s6-rc and has no effect here\","
                        + "\"cure\":\"remove it\"}\n]\n");
    }

    @Test
    void namesDoNothingToATerminal() {
        String name = "\u001b[2J\n\\\"\u00ff\u00c3\u00a4\u00c2\u009b\u007f";
        machine.tree().directory("/" + name);
        machine.posix().chdir("/");
        assertThat(run(name)).isEqualTo(1);
        assertThat(machine.stdout()).startsWith("\\x1b[2J\\x0a\\\"\\xff\u00c3\u00a4\\xc2\\x9b\\x7f/run: error: ");
        assertThat(run("-j", name)).isEqualTo(1);
        assertThat(machine.stdout()).contains("\"\\u001b[2J\\u000a\\\\\\\"\\udcff\u00c3\u00a4\\u009b\\u007f/run\"");
    }

    /** RIGHT-TO-LEFT OVERRIDE shows what follows in reverse. */
    @Test
    void namesAreShownInTheirOrder() {
        machine.tree().directory("/a\u00e2\u0080\u00aeb\u00e2\u0082\u00ac");
        machine.posix().chdir("/");
        assertThat(run("a\u00e2\u0080\u00aeb\u00e2\u0082\u00ac")).isEqualTo(1);
        assertThat(machine.stdout()).startsWith("a\\xe2\\x80\\xaeb\u00e2\u0082\u00ac/run: error: ");
    }

    @Test
    void reportsNamesThatSvscanIgnores() {
        machine.tree().directory("/service/.b/log");
        assertThat(run("/service/.b")).isEqualTo(1);
        assertThat(machine.stdout())
                .startsWith("/service/.b: note: svscan ignores names that begin with a dot; "
                        + "rename it when it is to be supervised\n");
        machine.tree().directory("/service/.c");
        machine.tree().file("/service/.c/run", "#!/bin/sh\nexec sleep 9\n");
        machine.tree().setPermissions("/service/.c/run", 0755);
        assertThat(run("/service/.c")).isZero();
        machine.tree().setLongestName(400);
        String longest = "/service/" + "b".repeat(256);
        machine.tree().directory(longest + "/log");
        run(longest);
        assertThat(machine.stdout())
                .contains(longest + ": warning: svscan starts no logger for a name of more than 255 bytes; ");
    }

    @Test
    void reportsACopyOfSupervise() {
        a.run("exec sleep 9").directory("supervise");
        machine.tree().fifo("/service/a/supervise/ok");
        a.file("supervise/history", "");
        FileStatus status = machine.tree().status("/service/a/supervise/history");
        a.file("supervise/history", history(1, 99) + history(2, HistoryFile.hash(status)));
        assertThat(a.findings()).isEmpty();
        a.file("supervise/history", history(1, HistoryFile.hash(status)) + history(2, 99));
        String copy =
                "supervise: warning: is a copy from another directory or machine; rm -r supervise while no supervise runs";
        assertThat(a.findings()).containsExactly(copy);
        machine.tree().fifoAt("/service/a/supervise/ok").openedByReader();
        assertThat(a.findings()).isEmpty();
    }

    /** A record of a history. */
    private static String history(long sequence, int file) {
        byte[] record = new byte[HistoryCodec.SIZE];
        RunStart run = new RunStart();
        run.set(sequence, StartReason.FIRST, Want.UP, 1);
        run.setFile(file);
        HistoryCodec.encode(run, record, 0);
        return Bytes.text(record, record.length);
    }

    @Test
    void opensOnlyRegularFiles() {
        machine.tree().fifo("/service/a/run");
        for (String name : List.of("finish", "check", "down-signal", "type")) {
            machine.tree().fifo("/service/a/" + name);
            machine.tree().setPermissions("/service/a/" + name, 0777);
        }
        machine.tree().directory("/service/a/log");
        machine.tree().link("/service/a/log/run", "../run");
        a.findings();
        assertThat(machine.calls().of("openRead")).containsExactly("openRead .");
    }

    @Test
    void readsABoundedPartOfAScript() {
        a.run("# " + "x".repeat(200_000), "httpdd");
        assertThat(a.findings()).isEmpty();
        assertThat(machine.calls().of("read")).containsExactly("read 4 4096", "read 4 12288", "read 4 49152");
    }

    @Test
    void loopsOfLinksAreNotFollowed() {
        machine.tree().link("/service/a/run", "run");
        machine.tree().link("/service/a/log", ".");
        assertThat(a.findings())
                .first()
                .asString()
                .isEqualTo("run: error: is a link that leads to itself; correct the link");
    }

    @Test
    void executesAndChangesNothing() {
        a.run("exec sleep 9").logRun("exec multilog t ./main").script("finish", "#!/bin/sh\n");
        machine.calls().forget();
        a.findings();
        assertThat(machine.calls().all())
                .allMatch(call -> call.startsWith("openRead ")
                        || call.startsWith("stat ")
                        || call.startsWith("read ")
                        || call.startsWith("listDirectory ")
                        || call.startsWith("readdir ")
                        || call.startsWith("closedir ")
                        || call.startsWith("close ")
                        || call.startsWith("readlink ")
                        || call.startsWith("chdir "));
    }

    @Test
    void reportsADirectoryThatCannotBeRead() {
        a.script("run", "x");
        assertThat(run("/service/b", "/bin/sh", "/service/a")).isEqualTo(111);
        assertThat(machine.stderr())
                .isEqualTo("svlint: warning: unable to chdir to /service/b: file does not exist\n"
                        + "svlint: warning: unable to chdir to /bin/sh: not a directory\n");
        assertThat(machine.stdout().lines()).hasSize(1);
    }

    @Test
    void reportsAScriptThatCannotBeRead() {
        a.run("exec sleep 9").script("finish", "#!/bin/sh\n");
        machine.failOn("openRead run", Errno.EACCES);
        assertThat(a.findings()).isEmpty();
        assertThat(a.code()).isEqualTo(111);
        assertThat(a.messages()).isEqualTo("svlint: warning: unable to read /service/a/run: access denied\n");
    }

    @Test
    void whatCannotBeLookedAtIsNotReported() {
        a.run("exec /opt/httpd").directory("log");
        machine.failOn("stat", Errno.EACCES);
        assertThat(a.findings()).isEmpty();
    }

    @Test
    void reportsAFailedWrite() {
        machine.failOn("write 1", Errno.ENOSPC);
        assertThat(run("/service/a")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svlint: fatal: unable to write output: out of disk space\n");
    }

    @Test
    void reportsWrongUsage() {
        assertThat(run()).isEqualTo(100);
        assertThat(run("-j")).isEqualTo(100);
        assertThat(machine.stderr()).isEqualTo("svlint: usage: svlint [-j] dir ...\n".repeat(2));
        assertThat(run("-x", "/service/a")).isEqualTo(100);
        assertThat(run("--json", "/service/a")).isEqualTo(100);
        assertThat(run("/service/a", "--json")).isEqualTo(100);
        assertThat(machine.stderr()).contains("svlint: illegal option -- --json\nsvlint: usage: svlint [-j] dir ...\n");
    }
}
