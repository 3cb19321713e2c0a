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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A service and its logger: the pipe between them outlives both, and no line is lost. */
class LoggedServiceIT {

    /** Writes 500 numbered lines at each start, then stays up. */
    private static ServiceDirectory talker(Sandbox box) {
        return box.service("service/foo")
                .run(
                        "exec 2>&1",
                        "echo start >> starts",
                        "n=`wc -l < starts`; n=$((n))",
                        "i=0; while test $i -lt 500; do echo \"line $i of $n\"; i=$((i+1)); done",
                        "echo \"last of $n\"",
                        ServiceDirectory.STAYS_UP)
                .log("exec multilog ./main");
    }

    private static List<String> expected(int starts) {
        return IntStream.rangeClosed(1, starts)
                .boxed()
                .flatMap(n -> Stream.concat(
                        IntStream.range(0, 500).mapToObj(i -> "line " + i + " of " + n), Stream.of("last of " + n)))
                .toList();
    }

    /** All that was logged, in the order of the files. */
    private static List<String> logged(ServiceDirectory service) throws IOException {
        try (Stream<Path> files = Files.list(service.path("log/main"))) {
            return files.filter(file -> file.getFileName().toString().matches("@.*|current"))
                    .sorted()
                    .flatMap(file ->
                            service.content("log/main/" + file.getFileName()).lines())
                    .toList();
        }
    }

    private static void awaitStarts(ServiceDirectory service, int starts) {
        Await.equal("lines of " + starts + " starts", expected(starts), () -> logged(service));
    }

    @EachToolset
    void killedServicesAndLoggersLoseNoLine(Toolset tools, Sandbox box) {
        ServiceDirectory foo = talker(box);
        box.start(tools, "svscan", "service");
        awaitStarts(foo, 1);
        long service = foo.up();
        long logger = foo.logger().up();

        ProcessInfo.signal("KILL", List.of(logger, service));
        foo.upAgain(service);
        awaitStarts(foo, 2);
        foo.logger().upAgain(logger);
        assertThat(foo.path("log/main").toFile().list()).anyMatch(name -> name.matches("@[0-9a-f]{24}\\.u"));
    }

    @EachToolset
    void killingTheLoggersSuperviseLosesNoLine(Toolset tools, Sandbox box) {
        ServiceDirectory foo = talker(box);
        Running svscan = box.start(tools, "svscan", "service");
        awaitStarts(foo, 1);
        long service = foo.up();
        long logger = foo.logger().up();
        long supervise = ProcessInfo.children(svscan.pid()).stream()
                .filter(child -> ProcessInfo.children(child).contains(logger))
                .findFirst()
                .orElseThrow();

        ProcessInfo.signal("KILL", List.of(supervise, logger));
        assertThat(box.run(tools, "svc", "-t", "service/foo")).isEqualTo(Result.silent());
        foo.upAgain(service);
        awaitStarts(foo, 2);
    }

    @EachToolset
    void restartedLoggerContinuesItsFile(Toolset tools, Sandbox box) {
        ServiceDirectory foo = talker(box);
        box.start(tools, "svscan", "service");
        awaitStarts(foo, 1);
        long service = foo.up();

        assertThat(box.run(tools, "svc", "-du", "service/foo/log")).isEqualTo(Result.silent());
        assertThat(box.run(tools, "svc", "-t", "service/foo")).isEqualTo(Result.silent());
        foo.upAgain(service);
        awaitStarts(foo, 2);
        assertThat(foo.path("log/main").toFile().list()).noneMatch(name -> name.startsWith("@"));
    }

    @EachToolset
    void outputWaitsForALoggerThatIsDown(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = talker(box);
        Files.createFile(foo.path("log/down"));
        box.start(tools, "svscan", "service");
        Await.equal("start", "start\n", () -> foo.content("starts"));
        assertThat(foo.path("log/main")).doesNotExist();

        Await.equal("svok", 0, () -> box.run(tools, "svok", "service/foo/log").code());
        assertThat(box.run(tools, "svc", "-u", "service/foo/log")).isEqualTo(Result.silent());
        awaitStarts(foo, 1);
    }

    @EachToolset
    void unloggedServiceWritesToSvscansOutput(Toolset tools, Sandbox box) {
        box.service("service/foo").run("echo out", "echo err >&2", ServiceDirectory.STAYS_UP);
        Running svscan = box.start(tools, "svscan", "service");
        Await.equal("output", "out\n", svscan::out);
        Await.equal("errors", "err\n", svscan::err);
    }

    @EachToolset
    void standardErrorOfBothIsSvscans(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo")
                .run("echo err >&2", "echo out", ServiceDirectory.STAYS_UP)
                .log("echo logger >&2", "exec multilog ./main");
        Running svscan = box.start(tools, "svscan", "service");
        Await.equal("log", "out\n", () -> foo.content("log/main/current"));
        Await.equal(
                "errors", Set.of("err", "logger"), () -> svscan.err().lines().collect(Collectors.toSet()));
    }

    @EachToolset
    void ignoresALogInTheLogDirectory(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo")
                .run("echo out", ServiceDirectory.STAYS_UP)
                .log("exec cat > seen");
        box.service("service/foo/log/log").run("echo ran > ran");
        Running svscan = box.start(tools, "svscan", "service");
        Await.equal("log", "out\n", () -> foo.content("log/seen"));
        assertThat(ProcessInfo.children(svscan.pid())).hasSize(2);
        assertThat(foo.path("log/log/supervise")).doesNotExist();
    }
}
