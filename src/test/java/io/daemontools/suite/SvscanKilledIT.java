package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.EachPair;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Pair;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** svscan is killed and started again: the services, their loggers and the lines between them stay. */
class SvscanKilledIT {

    private static final String DANGLING = "svscan: warning: unable to stat dangling: file does not exist\n";

    /** A service that writes to its log what is written to the FIFO {@code input} in its directory. */
    private static ServiceDirectory speaker(Sandbox box) {
        ServiceDirectory foo =
                box.service("service/foo").run("exec 2>&1", "exec cat 0<>input").log("exec multilog ./main");
        box.shell("mkfifo service/foo/input").run();
        return foo;
    }

    private static void say(Sandbox box, String line) {
        box.shell("echo \"$1\" > service/foo/input", line).run();
    }

    private static void awaitLog(ServiceDirectory foo, String content) {
        Await.equal(
                "log",
                content,
                () -> foo.path("log/main").toFile().exists()
                        ? List.of(foo.path("log/main").toFile().list()).stream()
                                .filter(name -> name.matches("@.*|current"))
                                .sorted()
                                .map(name -> foo.content("log/main/" + name))
                                .reduce("", String::concat)
                        : "");
    }

    /** The svscan scans again: it warns in each scan. */
    private static void awaitScan(Running svscan, int scans) {
        Await.until("scan", () -> svscan.err().split(DANGLING, -1).length > scans);
    }

    private static long supervise(Running svscan, long service) {
        return ProcessInfo.children(svscan.pid()).stream()
                .filter(child -> ProcessInfo.children(child).contains(service))
                .findFirst()
                .orElseThrow();
    }

    @BeyondOriginal
    void servicesAndLoggersContinueUnderTheNextOne(Toolset tools, Sandbox box) {
        ServiceDirectory foo = speaker(box);
        box.shell("ln -s nowhere service/dangling").run();
        Running first = box.start(tools, "svscan", "service");
        long service = foo.up();
        long logger = foo.logger().up();
        List<Long> left = List.of(supervise(first, service), supervise(first, logger), service, logger);
        say(box, "one");
        awaitLog(foo, "one\n");
        first.signal("KILL");
        first.ended();
        say(box, "two");
        awaitLog(foo, "one\ntwo\n");

        Running second = box.start(tools, "svscan", "service");
        awaitScan(second, 2);
        assertThat(ProcessInfo.children(second.pid())).isEmpty();
        assertThat(second.err().replace(DANGLING, "")).isEmpty();
        assertThat(foo.status().pid()).isEqualTo((int) service);
        assertThat(foo.logger().status().pid()).isEqualTo((int) logger);
        say(box, "three");
        awaitLog(foo, "one\ntwo\nthree\n");
        second.endTree();
        ProcessInfo.end(left);
    }

    /** Some programs wait for the end of their reader so; among them tail -f of coreutils 8.28 to 8.32, and Python's asyncio. */
    @EachToolset
    void outputOfAServiceIsNotReadable(Toolset tools, Sandbox box) throws IOException {
        Path program = CProgram.program(box, "reader_gone.c");
        ServiceDirectory foo = box.service("service/foo").run("exec " + program).log("exec sleep 1000");
        box.start(tools, "svscan", "service");
        foo.up();
        Await.equal("seen", "0\n", () -> foo.path("seen").toFile().exists() ? foo.content("seen") : "");
    }

    @BeyondOriginal
    void linesWaitUntilTheNextOneHasStartedTheLogger(Toolset tools, Sandbox box) {
        ServiceDirectory foo = speaker(box);
        Running first = box.start(tools, "svscan", "service");
        long service = foo.up();
        long logger = foo.logger().up();
        List<Long> left = List.of(supervise(first, service), service);
        say(box, "one");
        awaitLog(foo, "one\n");
        ProcessInfo.signal("KILL", List.of(first.pid(), supervise(first, logger), logger));
        first.ended();
        Await.until("no logger", () -> !ProcessInfo.runs(logger));
        say(box, "two");
        say(box, "three");

        Running second = box.start(tools, "svscan", "service");
        awaitLog(foo, "one\ntwo\nthree\n");
        foo.logger().upAgain(logger);
        assertThat(foo.status().pid()).isEqualTo((int) service);
        assertThat(ProcessInfo.runs(service)).isTrue();
        second.endTree();
        ProcessInfo.end(left);
    }

    @BeyondOriginal
    void superviseThatRunsAlreadyIsReplacedWhenItEnds(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        box.shell("ln -s nowhere service/dangling").run();
        Running supervise = box.start(tools, "supervise", "service/foo");
        long service = foo.up();
        Running svscan = box.start(tools, "svscan", "service");
        awaitScan(svscan, 1);
        assertThat(ProcessInfo.children(svscan.pid())).isEmpty();

        ProcessInfo.signal("KILL", List.of(supervise.pid(), service));
        foo.upAgain(service);
        assertThat(ProcessInfo.children(svscan.pid())).hasSize(1);
        assertThat(svscan.err().replace(DANGLING, "")).isEmpty();
    }

    @EachPair
    void superviseOfTheOtherRunsOn(Pair pair, Sandbox box) {
        assumeFalse(pair.client().isOriginal(), "0.76 starts another supervise every five seconds");
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        box.shell("ln -s nowhere service/dangling").run();
        Running supervise = box.start(pair.server(), "supervise", "service/foo");
        long service = foo.up();
        Running svscan = box.start(pair.client(), "svscan", "service");
        awaitScan(svscan, 2);
        assertThat(svscan.err().replace(DANGLING, "")).isEmpty();
        assertThat(foo.status().pid()).isEqualTo((int) service);

        ProcessInfo.signal("KILL", List.of(supervise.pid(), service));
        foo.upAgain(service);
        assertThat(ProcessInfo.children(svscan.pid())).hasSize(1);
    }

    @BeyondOriginal
    void fileInPlaceOfTheFifoIsNotWrittenTo(Toolset tools, Sandbox box) {
        ServiceDirectory foo = speaker(box);
        box.shell("mkdir service/foo/supervise; ln -s nowhere service/dangling").run();
        box.file("service/foo/supervise/pipe", "content");
        Running svscan = box.start(tools, "svscan", "service");
        foo.up();
        say(box, "line");
        awaitLog(foo, "line\n");
        awaitScan(svscan, 2);
        assertThat(svscan.err().replace(DANGLING, ""))
                .isEqualTo("svscan: warning: unable to open foo/supervise/pipe: bad file type\n");
        assertThat(foo.content("supervise/pipe")).isEqualTo("content");
    }

    @BeyondOriginal
    void readOnlySuperviseDirectoryGetsAPipe(Toolset tools, Sandbox box) {
        ServiceDirectory foo = speaker(box);
        box.shell(
                        "cd service; ln -s nowhere dangling; mkdir foo/supervise; : >foo/supervise/lock; mkfifo foo/supervise/ok"
                                + " foo/supervise/control; chmod 500 foo/supervise; cd ..;"
                                + " test `id -u` -ne 0 || chown -R 65534 service")
                .run();
        Running svscan = box.command(tools, "svscan", "service").unprivileged().start();
        say(box, "line");
        awaitLog(foo, "line\n");
        awaitScan(svscan, 2);
        String warning = "svscan: warning: unable to open foo/supervise/pipe: access denied\n";
        assertThat(svscan.err()).containsOnlyOnce(warning);
        assertThat(foo.path("supervise/pipe")).doesNotExist();
    }

    @BeyondOriginal
    void pipeIsAFifoWithTheRightsOfThoseOfSupervise(Toolset tools, Sandbox box) {
        ServiceDirectory foo = speaker(box);
        box.start(tools, "svscan", "service");
        foo.up();
        foo.logger().up();
        assertThat(box.shell(
                                "cd service/foo; ls -ld supervise supervise/* log/supervise | sed 's/^\\(.\\{10\\}\\).* /\\1 /'")
                        .run()
                        .out())
                .isEqualTo("""
                        drwx------ log/supervise
                        drwx------ supervise
                        prw------- supervise/control
                        -rw------- supervise/history
                        -rw------- supervise/lock
                        prw------- supervise/ok
                        prw------- supervise/pipe
                        -rw-r--r-- supervise/status
                        """);
    }
}
