package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The steps of an introduction to daemontools: a service, its log, its controls. */
class FirstServiceIT {

    /** Dies at its first start and stays up at its second. */
    private static ServiceDirectory foo(Sandbox box) {
        return box.service("service/foo")
                .run(
                        "exec 2>&1",
                        "echo to stdout",
                        "echo to stderr >&2",
                        "test -e tried || { touch tried; exit 1; }",
                        ServiceDirectory.STAYS_UP)
                .log("exec multilog t ./main");
    }

    private static List<String> log(ServiceDirectory service) {
        return service.content("log/main/current").lines().toList();
    }

    @EachToolset
    void startsLogsAndRestartsAService(Toolset tools, Sandbox box) {
        ServiceDirectory foo = foo(box);
        Running svscan = box.start(tools, "svscan", "service");
        Await.equal("lines of two starts", 4, () -> log(foo).size());

        assertThat(log(foo)).allMatch(line -> line.matches("@[0-9a-f]{24} to std(out|err)"));
        assertThat(log(foo).stream().map(line -> line.substring(26)))
                .containsExactly("to stdout", "to stderr", "to stdout", "to stderr");
        assertThat(log(foo))
                .as("stamps")
                .isSortedAccordingTo((one, two) -> one.substring(0, 25).compareTo(two.substring(0, 25)));

        long pid = foo.up();
        assertThat(box.run(tools, "svstat", "service/foo").out())
                .matches("service/foo: up \\(pid " + pid + "\\) [0-9]+ seconds\n");
        assertThat(box.run(tools, "svok", "service/foo")).isEqualTo(Result.silent());
        assertThat(svscan.err()).isEmpty();
    }

    @EachToolset
    void runsBelowSvscanWithItsLogger(Toolset tools, Sandbox box) {
        ServiceDirectory foo = foo(box);
        Running svscan = box.start(tools, "svscan", "service");
        Await.equal("lines of two starts", 4, () -> log(foo).size());
        long service = foo.up();
        long logger = foo.logger().up();

        List<Long> supervises = ProcessInfo.children(svscan.pid());
        assertThat(supervises.stream().map(ProcessInfo::commandLine))
                .as("svscan's children")
                .hasSize(2)
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("supervise") && line.endsWith(" foo"))
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("supervise") && line.endsWith(" log"));
        Stream<Long> grandchildren = supervises.stream().flatMap(supervise -> ProcessInfo.children(supervise).stream());
        assertThat(grandchildren).as("supervises' children").containsExactlyInAnyOrder(service, logger);
    }

    @EachToolset
    void goesDownAndUpOnCommand(Toolset tools, Sandbox box) {
        ServiceDirectory foo = foo(box);
        box.start(tools, "svscan", "service");
        Await.equal("lines of two starts", 4, () -> log(foo).size());
        long pid = foo.up();

        assertThat(box.run(tools, "svc", "-d", "service/foo")).isEqualTo(Result.silent());
        foo.awaitDown();
        assertThat(ProcessInfo.runs(pid)).isFalse();
        assertThat(box.run(tools, "svstat", "service/foo").out())
                .matches("service/foo: down [0-9]+ seconds, normally up\n");

        assertThat(box.run(tools, "svc", "-u", "service/foo")).isEqualTo(Result.silent());
        foo.upAgain(pid);
        Await.equal("lines of three starts", 6, () -> log(foo).size());
    }

    @EachToolset
    void endsWithItsSupervise(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = box.start(tools, "supervise", "foo");
        foo.up();

        assertThat(box.run(tools, "svc", "-dx", "foo")).isEqualTo(Result.silent());
        assertThat(supervise.ended()).isZero();
        assertThat(box.run(tools, "svok", "foo")).isEqualTo(Result.exits(100));
        assertThat(box.run(tools, "svstat", "foo")).isEqualTo(Result.prints("foo: supervise not running\n"));
        assertThat(box.run(tools, "svc", "-u", "foo"))
                .isEqualTo(Result.warns("svc: warning: unable to control foo: supervise not running\n"));
    }

    @EachToolset
    void wasNeverSupervised(Toolset tools, Sandbox box) {
        box.service("foo").run(ServiceDirectory.STAYS_UP);

        assertThat(box.run(tools, "svok", "foo")).isEqualTo(Result.exits(100));
        assertThat(box.run(tools, "svstat", "foo"))
                .isEqualTo(Result.prints("foo: unable to open supervise/ok: file does not exist\n"));
        assertThat(box.run(tools, "svc", "-u", "foo"))
                .isEqualTo(Result.warns("svc: warning: unable to control foo: file does not exist\n"));
    }
}
