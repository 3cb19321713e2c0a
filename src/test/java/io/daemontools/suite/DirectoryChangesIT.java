package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Files;
import java.nio.file.Path;

/** What becomes of services whose directories change while svscan runs: the table in svscan(8). */
class DirectoryChangesIT {
    private static final String FORWARD = "trap 'echo last; exit' TERM; echo first; while :; do sleep 0.1; done";

    private static ServiceDirectory service(Sandbox box, String path) {
        return box.service(path).run(ServiceDirectory.STAYS_UP);
    }

    /** svscan has found everything else, too, when it has found this. */
    private static void awaitAnotherLook(Sandbox box) {
        service(box, ".made");
        box.shell("mv .made service/later").run();
        box.service("service/later").up();
    }

    @EachToolset
    void goOnWhileTheirDirectoriesExist(Toolset tools, Sandbox box) {
        ServiceDirectory renamed = service(box, "service/renamed");
        ServiceDirectory first = service(box, "service/first");
        ServiceDirectory second = service(box, "service/second");
        ServiceDirectory moved = service(box, "service/moved");
        ServiceDirectory unlinked = service(box, "elsewhere/unlinked");
        ServiceDirectory before = service(box, "elsewhere/before");
        ServiceDirectory after = service(box, "elsewhere/after");
        box.shell("ln -s ../elsewhere/unlinked service/; ln -s ../elsewhere/before service/turned")
                .run();
        Running svscan = box.start(tools, "svscan", "service");
        long renamedPid = renamed.up();
        long firstPid = first.up();
        long secondPid = second.up();
        long movedPid = moved.up();
        long unlinkedPid = unlinked.up();
        long beforePid = before.up();

        box.shell("cd service && mv renamed other && mv moved ../elsewhere && rm unlinked"
                        + " && mv first .t && mv second first && mv .t second && ln -sfn ../elsewhere/after turned")
                .run();
        after.up();
        awaitAnotherLook(box);
        assertThat(box.service("service/other").up()).isEqualTo(renamedPid);
        assertThat(first.up()).isEqualTo(secondPid);
        assertThat(second.up()).isEqualTo(firstPid);
        assertThat(box.service("elsewhere/moved").up()).isEqualTo(movedPid);
        assertThat(unlinked.up()).isEqualTo(unlinkedPid);
        assertThat(before.up()).isEqualTo(beforePid);
        assertThat(svscan.err()).isEmpty();

        box.run(tools, "svc", "-dx", "elsewhere/unlinked", "elsewhere/moved");
        Await.until("end of both", () -> !ProcessInfo.runs(unlinkedPid) && !ProcessInfo.runs(movedPid));
    }

    @BeyondOriginal
    void endWhenTheirDirectoriesAreRemoved(Toolset tools, Sandbox box) {
        ServiceDirectory foo = service(box, "service/foo").log("exec multilog ./main");
        ServiceDirectory bar = service(box, "service/bar");
        Running svscan = box.start(tools, "svscan", "service");
        long old = foo.up();
        long logger = foo.logger().up();
        long watched = bar.up();

        box.shell("mkdir .new && cp service/foo/run .new && rm -rf service/foo && mv .new service/foo")
                .run();
        long again = foo.upAgain(old);
        Await.until("end of " + old, () -> !ProcessInfo.runs(old) && !ProcessInfo.runs(logger));
        box.shell("rm -rf service/foo").run();
        Await.until("end of " + again, () -> !ProcessInfo.runs(again));

        // Another svscan has not started this one.
        svscan.signal("KILL");
        svscan.ended();
        Running another = box.start(tools, "svscan", "service");
        awaitAnotherLook(box);
        box.shell("rm -rf service/bar").run();
        Await.until("end of " + watched, () -> !ProcessInfo.runs(watched));
        assertThat(another.err()).isEmpty();
    }

    @BeyondOriginal
    void removedServiceLosesNoLine(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("elsewhere/foo").run(FORWARD).log("exec multilog ./main");
        box.directory("service");
        box.shell("ln -s ../elsewhere/foo service/").run();
        box.start(tools, "svscan", "service");
        Await.equal("first line", "first\n", () -> foo.content("log/main/current"));
        long logger = foo.logger().up();

        box.shell("rm service/foo").run();
        box.run(tools, "svc", "-dx", "elsewhere/foo");
        box.run(tools, "svc", "-x", "elsewhere/foo/log");
        Await.until("end of " + logger, () -> !ProcessInfo.runs(logger));
        assertThat(foo.content("log/main/current")).isEqualTo("first\nlast\n");
    }

    @BeyondOriginal
    void addedLogIsPickedUp(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run("echo started", ServiceDirectory.STAYS_UP);
        Running svscan = box.start(tools, "svscan", "service");
        long pid = foo.up();
        foo.log("exec multilog ./main");
        foo.logger().up();
        assertThat(foo.up()).isEqualTo(pid);
        assertThat(svscan.err()).isEqualTo("svscan: warning: foo/log is new: foo writes to it after svc -dx foo\n");
        box.run(tools, "svc", "-dx", "service/foo");
        foo.upAgain(pid);
        Await.equal("line", "started\n", () -> foo.content("log/main/current"));
    }

    @BeyondOriginal
    void servicesHaveTheLimitOnDescriptorsOfSvscan(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run("ulimit -n >limit", ServiceDirectory.STAYS_UP);
        int limit = 300;
        Running svscan = box.shell("ulimit -Sn " + limit + "; exec svscan service")
                .on(tools)
                .start();
        Await.equal("limit", limit + "\n", () -> foo.content("limit"));
        Await.until(
                "more descriptors",
                () -> Files.readString(Path.of("/proc/" + svscan.pid() + "/limits"))
                        .lines()
                        .filter(line -> line.startsWith("Max open files"))
                        .noneMatch(line -> line.matches("Max open files +" + limit + " .*")));
    }
}
