package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** {@code svscan-stop} run by hand, beyond the tests of rc.d and systemd. */
class SvscanStopIT {
    private static final String USAGE = "svscan-stop: usage: svscan-stop [-cks] [-t seconds] [-p pid] directory\n";

    private static Result stop(Sandbox box, String... arguments) {
        return Packaging.svscanStop(box, arguments).run();
    }

    @EachToolset
    void loggerKilledByTermReadsToTheEnd(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        ServiceDirectory foo = FinalOutput.service(box, "service/foo").log("exec cat >> all");
        box.start(tools, "svscan", box.path("service").toString());
        Await.equal("first line", "begun\n", () -> foo.content("log/all"));
        assertThat(stop(box, box.path("service").toString())).isEqualTo(Result.silent());
        assertThat(foo.content("log/all").lines().toList()).isEqualTo(FinalOutput.all());
    }

    @EachToolset
    void losesNothingOfAPausedLogger(Toolset tools, Sandbox box) throws IOException {
        Packaging.install(tools, box);
        ServiceDirectory foo = FinalOutput.service(box, "service/foo");
        box.start(tools, "svscan", box.path("service").toString());
        Await.equal("first line", "begun\n", () -> foo.content("log/main/current"));
        long logger = foo.logger().up();
        assertThat(box.run(tools, "svc", "-p", "service/foo/log")).isEqualTo(Result.silent());
        Await.equal("state of the logger", 'T', () -> ProcessInfo.state(logger));
        assertThat(stop(box, box.path("service").toString())).isEqualTo(Result.silent());
        assertThat(FinalOutput.logged(foo)).isEqualTo(FinalOutput.all());
        assertThat(Files.isExecutable(foo.path("log/main/current")))
                .as("ended in order")
                .isTrue();
    }

    /** Stopped while they start, as in an interrupted boot: two supervises without FIFOs. */
    @EachToolset
    void stopsAServiceThatIsBeingStarted(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        box.service("service/foo").run(ServiceDirectory.STAYS_UP).log("exec cat >> all");
        Running svscan = box.start(tools, "svscan", box.path("service").toString());
        List<Long> supervises = Await.value("supervises", () -> {
            List<Long> children = ProcessInfo.children(svscan.pid());
            return children.size() == 2 ? children : null;
        });
        assertThat(stop(box, box.path("service").toString())).isEqualTo(Result.silent());
        assertThat(supervises).noneMatch(ProcessInfo::runs);
    }

    @EachToolset
    void stopsServicesOfAKilledSvscan(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        ServiceDirectory foo =
                box.service("service/foo").run(ServiceDirectory.STAYS_UP).log("exec cat >> all");
        Running svscan = box.start(tools, "svscan", "service");
        List<Long> left = List.of(foo.up(), foo.logger().up());
        List<Long> supervises = ProcessInfo.children(svscan.pid());
        svscan.signal("KILL");
        svscan.ended();
        assertThat(stop(box, box.path("service").toString())).isEqualTo(Result.silent());
        assertThat(left).noneMatch(ProcessInfo::runs);
        assertThat(supervises).noneMatch(ProcessInfo::runs);
    }

    /** svscan first, which would start a supervise again. */
    private static void killWithSupervises(Running svscan, Sandbox box) {
        List<Long> killed = new ArrayList<>(ProcessInfo.children(svscan.pid()));
        killed.add(0, svscan.pid());
        killed.forEach(pid -> box.shell("kill -9 " + pid).run());
        Await.until("end of the supervises", () -> killed.stream().noneMatch(ProcessInfo::runs));
    }

    /** Nothing has to be lost: the next svscan finds them. */
    @EachToolset
    void reportsServicesWhoseSupervisesWereKilled(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        ServiceDirectory foo =
                box.service("service/foo").run(ServiceDirectory.STAYS_UP).log("exec cat >> all");
        Running svscan = box.start(tools, "svscan", "service");
        long service = foo.up();
        long logger = foo.logger().up();
        killWithSupervises(svscan, box);
        String services = box.path("service").toString();
        String left = "svscan-stop: warning: process %d runs on without a supervise;"
                + " start svscan, which finds it, and stop again: %s/foo%s\n";
        assertThat(stop(box, services))
                .isEqualTo(new Result(
                        1, "", left.formatted(service, services, "") + left.formatted(logger, services, "/log")));
        assertThat(List.of(service, logger)).allMatch(ProcessInfo::runs);
        assertThat(stop(box, "-k", services).code()).isZero();
        assertThat(List.of(service, logger)).noneMatch(ProcessInfo::runs);
        box.shell("rm service/foo/supervise/status && mkfifo service/foo/supervise/status")
                .run();
        assertThat(stop(box, services)).isEqualTo(Result.silent());
    }

    /** Its owner could name any process, for root to kill. */
    @EachToolset
    void believesNoStatusOfAnotherUser(Toolset tools, Sandbox box) {
        Privileges.needRoot("a directory of another user");
        Packaging.install(tools, box);
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Running svscan = box.start(tools, "svscan", "service");
        long service = foo.up();
        killWithSupervises(svscan, box);
        box.shell("chown 65534 service/foo/supervise").run();
        assertThat(stop(box, "-k", box.path("service").toString())).isEqualTo(Result.silent());
        assertThat(ProcessInfo.runs(service)).isTrue();
        box.shell("kill -9 " + service).run();
    }

    /** Shows svscan in a jail and everything else on the host, as on FreeBSD; the number of the jail is in a file. */
    private static final String PS_WITH_JAILS = "#!/bin/sh\n"
            + "case $* in *jid=*) ;; *) exec /bin/ps \"$@\" ;; esac\n"
            + "for argument; do\n"
            + "  shift\n"
            + "  [ \"$argument\" != jid= ] || argument=uid=\n"
            + "  set -- \"$@\" \"$argument\"\n"
            + "done\n"
            + "case $* in *args=*) ;; *) echo ' 0'; exit ;; esac\n"
            + "/bin/ps \"$@\" | awk -v jail=\"$(cat \"${0%/*}/jail\")\" '{ $6 = /[sS]vscan service/ ? jail : 0; print }'\n";

    @EachToolset
    void doesNotStopTheSvscanOfAJail(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Running svscan = box.start(tools, "svscan", "service");
        foo.up();
        Packaging.ownCommands(box);
        // A link to the system's, beside the original's commands.
        box.shell("rm -f prefix/bin/ps").run();
        box.script("prefix/bin/ps", PS_WITH_JAILS);
        box.file("prefix/bin/jail", "3\n");
        stop(box, "-s", box.path("service").toString());
        assertThat(ProcessInfo.runs(svscan.pid())).isTrue();
        box.file("prefix/bin/jail", "0\n");
        assertThat(stop(box, "-s", box.path("service").toString())).isEqualTo(Result.silent());
        svscan.ended();
        assertThat(stop(box, box.path("service").toString())).isEqualTo(Result.silent());
    }

    /** Also one that would stop everything on TERM. */
    @EachToolset
    void stopsSvscanAlone(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        ServiceDirectory foo =
                box.service("service/foo").run(ServiceDirectory.STAYS_UP).log("exec cat >> all");
        Running svscan = box.command(tools, "svscan", "service")
                .with("SVSCAN_STOP_SECONDS", "86400")
                .start();
        long service = foo.up();
        long logger = foo.logger().up();
        assertThat(stop(box, "-s", box.path("service").toString())).isEqualTo(Result.silent());
        svscan.ended();
        assertThat(foo.up()).isEqualTo(service);
        assertThat(foo.logger().up()).isEqualTo(logger);
        assertThat(List.of(service, logger)).allMatch(ProcessInfo::runs);
        assertThat(stop(box, box.path("service").toString())).isEqualTo(Result.silent());
    }

    @BeyondOriginal
    void waitsForAnSvscanThatStopsInOrder(Toolset tools, Sandbox box) throws IOException {
        Packaging.install(tools, box);
        ServiceDirectory foo = FinalOutput.service(box, "service/foo");
        Running svscan = box.command(tools, "svscan", "service")
                .with("SVSCAN_STOP_SECONDS", "86400")
                .start();
        Await.equal("first line", "begun\n", () -> foo.content("log/main/current"));
        assertThat(stop(box, box.path("service").toString())).isEqualTo(Result.silent());
        assertThat(svscan.ended()).isZero();
        assertThat(FinalOutput.logged(foo)).isEqualTo(FinalOutput.all());
    }

    @EachToolset
    void reportsUnreachableServices(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        ServiceDirectory gone = box.service("elsewhere/gone").run(ServiceDirectory.STAYS_UP);
        box.directory("service");
        box.shell("ln -s ../elsewhere/gone service/gone").run();
        Running svscan = box.start(tools, "svscan", box.path("service").toString());
        gone.up();
        long supervise = ProcessInfo.children(svscan.pid()).get(0);
        box.shell("rm service/gone").run();
        assertThat(stop(box, box.path("service").toString()))
                .isEqualTo(new Result(
                        1,
                        "",
                        "svscan-stop: warning: supervise gone (pid " + supervise + ") runs on: it is not in "
                                + box.path("service") + " any more\n"));
        assertThat(box.run(tools, "svc", "-dx", "elsewhere/gone")).isEqualTo(Result.silent());
        Await.equal("svok", 100, () -> box.run(tools, "svok", "elsewhere/gone").code());
    }

    @EachToolset
    void leavesOtherDirectoriesAlone(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        ServiceDirectory one = box.service("one/foo").run(ServiceDirectory.STAYS_UP);
        ServiceDirectory other = box.service("other/foo").run(ServiceDirectory.STAYS_UP);
        Running first = box.start(tools, "svscan", box.path("one").toString());
        Running second = box.start(tools, "svscan", box.path("other").toString());
        long pid = one.up();
        long left = other.up();
        assertThat(stop(box, box.path("one") + "/")).isEqualTo(Result.silent());
        assertThat(first.runs()).isFalse();
        assertThat(ProcessInfo.runs(pid)).isFalse();
        assertThat(second.runs()).isTrue();
        assertThat(ProcessInfo.runs(left)).isTrue();
    }

    @EachToolset
    void doesNothingWithoutServices(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        assertThat(stop(box, box.path("service").toString())).isEqualTo(Result.silent());
        assertThat(stop(box, "nowhere"))
                .isEqualTo(new Result(111, "", "svscan-stop: fatal: nowhere is not a directory\n"));
        String[][] wrong = {{""}, {"-t", "soon", "."}, {"-p", "self", "."}, {"-x", "."}, {".", "."}, {"-t"}, {}};
        for (String[] arguments : wrong) {
            assertThat(stop(box, arguments)).as(String.join(" ", arguments)).isEqualTo(new Result(100, "", USAGE));
        }
    }
}
