package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.service.HistoryCodec;
import io.daemontools.service.RunEnd;
import io.daemontools.service.RunStart;
import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Status;
import io.daemontools.suite.harness.Toolset;
import io.daemontools.suite.harness.Toolsets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code svc -e}: a supervise replaces its program by another one, which the test puts first in its PATH. */
class ExecIT {
    private static final String WARNING = "supervise: warning: unable to replace supervise of foo: ";

    /** A supervise whose PATH begins with the sandbox's directory {@code new}. */
    private static Running start(Toolset tools, Sandbox box) {
        box.directory("new");
        return box.command(tools, "supervise", "foo")
                .with("PATH", box.path("new") + ":" + tools.searchPath())
                .start();
    }

    /** Installs a supervise that notes its arguments in the directory of the service, and is the real one otherwise. */
    private static void install(Sandbox box, Toolset tools) {
        box.script(
                "new/supervise", "#!/bin/sh\necho $$ >>installed\nexec '" + tools.command("supervise") + "' \"$@\"\n");
    }

    /** Waits until the supervise has executed the installed program, which a trial has executed before. */
    private static void replaced(ServiceDirectory foo, Running supervise) {
        Await.until(
                "another program of " + supervise.pid(),
                () -> foo.content("installed").lines().anyMatch(("" + supervise.pid())::equals));
        Await.until(
                "arguments of " + supervise.pid(),
                () -> ProcessInfo.commandLine(supervise.pid()).strip().endsWith("supervise foo"));
    }

    private static void exec(Toolset tools, Sandbox box) {
        assertThat(box.run(tools, "svc", "-e", "foo").err()).isEmpty();
    }

    private static String refused(Running supervise) {
        Await.until("a warning", () -> !supervise.err().isEmpty());
        return supervise.err();
    }

    private static RunEnd end(ServiceDirectory foo, int number) throws IOException {
        RunEnd end = new RunEnd();
        byte[] history = Files.readAllBytes(foo.path("supervise/history"));
        HistoryCodec.decode(history, number * HistoryCodec.SIZE + HistoryCodec.HALF, end);
        return end;
    }

    /** The descriptor of a removed history does not outlive the program, so the next one writes the start again. */
    @BeyondOriginal
    void aRemovedHistoryIsMadeAgain(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = start(tools, box);
        long pid = foo.up();
        install(box, tools);
        Files.delete(foo.path("supervise/history"));
        exec(tools, box);
        replaced(foo, supervise);
        Await.until("a history", () -> Files.size(foo.path("supervise/history")) > 0);
        supervise.signal("KILL");
        supervise.ended();
        box.start(tools, "supervise", "foo");
        Await.equal("svok", 0, () -> box.run(tools, "svok", "foo").code());
        assertThat(foo.up()).isEqualTo(pid);
        box.run(tools, "svc", "-d", "foo");
        Await.until("end of the process", () -> !ProcessInfo.runs(pid));
    }

    @BeyondOriginal
    void bothProcessesStayAndTheExitStatusIsExact(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run("trap 'exit 7' TERM", "while :; do sleep 0.1; done");
        Running supervise = start(tools, box);
        long pid = foo.up();
        Status status = foo.status();
        install(box, tools);
        exec(tools, box);
        replaced(foo, supervise);
        assertThat(supervise.runs()).isTrue();
        assertThat(foo.status()).isEqualTo(status);
        assertThat(ProcessInfo.children(supervise.pid())).containsExactly(pid);
        assertThat(box.run(tools, "svok", "foo").code()).isZero();
        assertThat(box.run(tools, "svstat", "foo").out()).startsWith("foo: up (pid " + pid + ") ");
        box.run(tools, "svc", "-t", "foo");
        foo.upAgain(pid);
        assertThat(end(foo, 1).status().exitCode()).isEqualTo(7);
        box.run(tools, "svc", "-dx", "foo");
        assertThat(supervise.ended()).isZero();
        assertThat(supervise.err()).isEmpty();
    }

    /** The supervise of the build replaces one that has been removed, as a package does it. */
    @BeyondOriginal
    void theProgramIsThatOfPath(Toolset tools, Sandbox box) throws IOException {
        if (tools.isJvm()) {
            return;
        }
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = start(tools, box);
        long pid = foo.up();
        Path copy = box.path("new/supervise");
        Files.copy(Path.of(tools.command("supervise")), copy);
        exec(tools, box);
        Path program = Path.of("/proc", "" + supervise.pid(), "exe");
        if (Files.isSymbolicLink(program)) {
            Await.until("the copy", () -> Files.readSymbolicLink(program).equals(copy.toRealPath()));
        }
        assertThat((long) foo.status().pid()).isEqualTo(pid);
    }

    @BeyondOriginal
    void commandsAreNotLost(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = start(tools, box);
        long pid = foo.up();
        install(box, tools);
        foo.control("epppcpcpcpe");
        replaced(foo, supervise);
        Await.until("paused", () -> foo.status().paused());
        assertThat((long) foo.status().pid()).isEqualTo(pid);
        exec(tools, box);
        foo.control("dkx");
        assertThat(supervise.ended()).isZero();
        assertThat(ProcessInfo.runs(pid)).isFalse();
    }

    @BeyondOriginal
    void aPausedServiceStaysPaused(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = start(tools, box);
        long pid = foo.up();
        foo.control("p");
        Await.until("paused", () -> foo.status().paused());
        install(box, tools);
        exec(tools, box);
        replaced(foo, supervise);
        foo.control("x");
        assertThat(foo.status().paused()).isTrue();
        assertThat(ProcessInfo.state(pid)).isEqualTo('T');
        foo.control("ck");
        assertThat(supervise.ended()).isZero();
    }

    @BeyondOriginal
    void aServiceThatIsDownOrBeingStoppedStaysSo(Toolset tools, Sandbox box) {
        ServiceDirectory foo =
                box.service("foo").run("trap '' TERM", "touch ready", "while [ ! -e stop ]; do sleep 0.1; done");
        Running supervise = start(tools, box);
        long pid = foo.up();
        Await.until("ready", () -> Files.exists(foo.path("ready")));
        foo.control("d");
        Await.until("wanted down", () -> foo.status().want() == 'd');
        install(box, tools);
        exec(tools, box);
        replaced(foo, supervise);
        assertThat((long) foo.status().pid()).isEqualTo(pid);
        box.file("foo/stop", "");
        foo.awaitDown();
        box.file("foo/installed", "");
        exec(tools, box);
        replaced(foo, supervise);
        assertThat(foo.status().want()).isEqualTo('d');
        assertThat(foo.status().up()).isFalse();
        foo.control("x");
        assertThat(supervise.ended()).isZero();
    }

    /** With a service that always exits soon, supervise is hardly ever beyond the first second. The times are supervise's own. */
    @BeyondOriginal
    void startsStayASecondApart(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run("exec sleep 0.1");
        Running supervise = start(tools, box);
        foo.up();
        install(box, tools);
        exec(tools, box);
        replaced(foo, supervise);
        int before = starts(foo).size();
        Await.until("two more starts", () -> starts(foo).size() > before + 1);
        List<Long> starts = starts(foo);
        for (int i = 1; i < starts.size(); i++) {
            assertThat(starts.get(i) - starts.get(i - 1)).isGreaterThan(500_000_000L);
        }
    }

    private static List<Long> starts(ServiceDirectory foo) throws IOException {
        byte[] history = Files.readAllBytes(foo.path("supervise/history"));
        List<Long> times = new ArrayList<>();
        RunStart start = new RunStart();
        int record = HistoryCodec.SIZE;
        while (record + HistoryCodec.HALF <= history.length && HistoryCodec.decode(history, record, start)) {
            times.add(start.time());
            record += HistoryCodec.SIZE;
        }
        return times;
    }

    @BeyondOriginal
    void withoutAProgramItGoesOn(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run("while :; do read line <fifo; done");
        box.directory("empty");
        assertThat(box.program("mkfifo", "foo/fifo").run().code()).isZero();
        Running supervise = box.command(tools, "supervise", "foo")
                .with("PATH", box.path("empty").toString())
                .start();
        long pid = foo.up();
        exec(tools, box);
        assertThat(refused(supervise)).isEqualTo(WARNING + "no supervise in PATH can take over\n");
        goesOn(tools, box, foo, pid);
    }

    @BeyondOriginal
    void aProgramThatCannotContinueIsNotExecuted(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = start(tools, box);
        long pid = foo.up();
        box.script("new/supervise", "#!/bin/sh\nexit 0\n");
        exec(tools, box);
        assertThat(refused(supervise)).isEqualTo(WARNING + "no supervise in PATH can take over\n");
        goesOn(tools, box, foo, pid);
    }

    @BeyondOriginal
    void theOriginalIsNotExecuted(Toolset tools, Sandbox box) {
        if (Toolsets.original().isEmpty()) {
            return;
        }
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = start(tools, box);
        long pid = foo.up();
        install(box, Toolsets.original().get());
        exec(tools, box);
        assertThat(refused(supervise)).isEqualTo(WARNING + "no supervise in PATH can take over\n");
        goesOn(tools, box, foo, pid);
    }

    private static void goesOn(Toolset tools, Sandbox box, ServiceDirectory foo, long pid) {
        assertThat((long) foo.status().pid()).isEqualTo(pid);
        box.run(tools, "svc", "-t", "foo");
        foo.upAgain(pid);
    }

    /** Whatever reads the control FIFO of the original ignores the byte. */
    @EachToolset
    void otherSupervisesIgnoreIt(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        long pid = foo.up();
        foo.control("et");
        foo.upAgain(pid);
    }
}
