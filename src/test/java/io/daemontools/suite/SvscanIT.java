package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;

/** Which entries are services, when svscan starts a supervise for each, and when it forgets it. */
class SvscanIT {

    private static final String[] RUN = {"echo ran >> ran", ServiceDirectory.STAYS_UP};

    /** Adds a service and waits for it: svscan has looked at everything else at least once in between. */
    private static void awaitAnotherRound(Sandbox box, String name) {
        box.service(".made").run(RUN);
        box.shell("mv .made \"service/$1\"", name).run();
        box.service("service/" + name).up();
    }

    @EachToolset
    void takesDirectoriesAndLinksToThem(Toolset tools, Sandbox box) {
        ServiceDirectory plain = box.service("service/plain").run(RUN);
        ServiceDirectory linked = box.service("elsewhere/linked").run(RUN);
        ServiceDirectory hidden = box.service("service/.hidden").run(RUN);
        box.file("service/file", "");
        box.shell("ln -s ../elsewhere/linked service/; ln -s file service/to-file")
                .run();

        Running svscan = box.start(tools, "svscan", "service");
        plain.up();
        linked.up();
        awaitAnotherRound(box, "later");
        assertThat(hidden.path("supervise")).doesNotExist();
        assertThat(ProcessInfo.children(svscan.pid())).hasSize(3);
        assertThat(svscan.err()).isEmpty();
    }

    @EachToolset
    void usesTheCurrentDirectoryByDefault(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(RUN);
        box.command(tools, "svscan").in(box.path("service")).start();
        foo.up();
    }

    @EachToolset
    void twoLinksToOneDirectoryAreOneService(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("elsewhere/foo").run(RUN);
        box.directory("service");
        box.shell("ln -s ../elsewhere/foo service/one; ln -s ../elsewhere/foo service/two")
                .run();

        Running svscan = box.start(tools, "svscan", "service");
        foo.up();
        awaitAnotherRound(box, "later");
        assertThat(ProcessInfo.children(svscan.pid())).hasSize(2);
        Await.equal("runs", "ran\n", () -> foo.content("ran"));
        assertThat(svscan.err()).isEmpty();
    }

    @EachToolset
    void keepsAServiceThatIsRenamed(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("elsewhere/foo").run(RUN);
        box.directory("service");
        box.shell("ln -s ../elsewhere/foo service/one").run();
        Running svscan = box.start(tools, "svscan", "service");
        long pid = foo.up();

        box.shell("mv service/one service/two").run();
        awaitAnotherRound(box, "later");
        assertThat(foo.status().pid()).isEqualTo((int) pid);
        assertThat(ProcessInfo.children(svscan.pid())).hasSize(2);
        assertThat(svscan.err()).isEmpty();
    }

    @EachToolset
    void warnsOfDanglingLinks(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(RUN);
        box.shell("ln -s nowhere service/dangling").run();
        Running svscan = box.start(tools, "svscan", "service");
        foo.up();
        Await.until(
                "warning",
                () -> svscan.err().startsWith("svscan: warning: unable to stat dangling: file does not exist\n"));
    }

    @EachToolset
    void forgetsARemovedServiceThatExited(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("elsewhere/foo").run(RUN).log("exec cat > /dev/null");
        box.directory("service");
        box.shell("ln -s ../elsewhere/foo service/foo").run();
        Running svscan = box.start(tools, "svscan", "service");
        foo.up();
        foo.logger().up();

        box.shell("rm service/foo").run();
        assertThat(box.run(tools, "svc", "-dx", "elsewhere/foo", "elsewhere/foo/log"))
                .isEqualTo(Result.silent());
        Await.until("no supervise", () -> ProcessInfo.children(svscan.pid()).isEmpty());
        awaitAnotherRound(box, "later");
        assertThat(ProcessInfo.children(svscan.pid())).hasSize(1);
        assertThat(foo.status().up()).isFalse();

        box.shell("ln -s ../elsewhere/foo service/foo").run();
        foo.up();
        Await.equal("runs", "ran\nran\n", () -> foo.content("ran"));
    }

    @EachToolset
    void keepsARemovedServiceRunning(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("elsewhere/foo").run(RUN);
        box.directory("service");
        box.shell("ln -s ../elsewhere/foo service/foo").run();
        box.start(tools, "svscan", "service");
        long pid = foo.up();

        box.shell("rm service/foo").run();
        awaitAnotherRound(box, "later");
        assertThat(foo.status().pid()).isEqualTo((int) pid);
        assertThat(box.run(tools, "svok", "elsewhere/foo")).isEqualTo(Result.silent());
    }

    /** 0.76's then starts another process of the service; this version's adopts the one that runs. */
    @EachToolset
    void restartsASuperviseThatWasKilled(Toolset tools, Sandbox box) {
        List<String> signals = List.of("KILL", "TERM", "HUP", "INT");
        List<ServiceDirectory> services = signals.stream()
                .map(signal -> box.service("service/" + signal).run(RUN))
                .toList();
        Running svscan = box.start(tools, "svscan", "service");
        List<Long> pids = services.stream().map(ServiceDirectory::up).toList();
        List<Long> supervises = ProcessInfo.children(svscan.pid());
        for (int i = 0; i < signals.size(); i++) {
            String signal = signals.get(i);
            long pid = pids.get(i);
            supervises.stream()
                    .filter(child -> ProcessInfo.children(child).contains(pid))
                    .forEach(supervise -> ProcessInfo.signal(signal, supervise));
        }

        Await.until("other supervises", () -> {
            List<Long> children = ProcessInfo.children(svscan.pid());
            return children.size() == supervises.size() && Collections.disjoint(children, supervises);
        });
        for (int i = 0; i < signals.size(); i++) {
            if (tools.isOriginal()) {
                services.get(i).upAgain(pids.get(i));
            } else {
                assertThat(services.get(i).up()).isEqualTo(pids.get(i));
            }
            assertThat(ProcessInfo.runs(pids.get(i))).as("the orphan").isTrue();
        }
        ProcessInfo.end(pids);
    }

    @BeyondOriginal
    void restartsSuperviseIfSigchldWasIgnored(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(RUN);
        box.command(tools, "svscan", "service")
                .through("env", "--ignore-signal=CHLD")
                .start();
        long pid = foo.up();
        assertThat(box.run(tools, "svc", "-dx", "service/foo")).isEqualTo(Result.silent());
        foo.upAgain(pid);
    }

    @EachToolset
    void restartsASuperviseThatExited(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(RUN);
        box.start(tools, "svscan", "service");
        long pid = foo.up();
        assertThat(box.run(tools, "svc", "-dx", "service/foo")).isEqualTo(Result.silent());
        foo.upAgain(pid);
        assertThat(ProcessInfo.runs(pid)).isFalse();
    }

    @EachToolset
    void retriesAFailedStartOfSupervise(Toolset tools, Sandbox box) {
        box.service("service/foo").run(RUN);
        Running svscan = box.command(tools, "svscan", "service")
                .with("PATH", "/nonexistent")
                .start();
        String warning = "svscan: warning: unable to start supervise foo: file does not exist\n";
        Await.until("two warnings", () -> svscan.err().startsWith(warning + warning));
        assertThat(svscan.runs()).isTrue();
    }

    @EachToolset
    void retriesAnUnreadableDirectory(Toolset tools, Sandbox box) {
        box.directory("service");
        box.shell("chmod 300 service; test `id -u` -ne 0 || chown 65534 service")
                .run();
        Running svscan = box.command(tools, "svscan", "service").unprivileged().start();
        String warning = "svscan: warning: unable to read directory: access denied\n";
        Await.equal("two warnings", warning + warning, svscan::err);

        box.shell("chmod 700 service").run();
        assertThat(svscan.runs()).isTrue();
    }

    /** The file system of the sandbox may reuse a number at once, as ext4 does. */
    @BeyondOriginal
    void recognizesAReusedInodeNumber(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("service/foo").run(RUN);
        Object inode = Files.getAttribute(foo.path(), "unix:ino");
        Running svscan = box.start(tools, "svscan", "service");
        foo.up();
        awaitAnotherRound(box, "later");
        box.shell("mv service/foo .").run();
        assertThat(box.run(tools, "svc", "-dx", "foo")).isEqualTo(Result.silent());
        Await.until(
                "end",
                () -> ProcessInfo.children(svscan.pid()).stream()
                        .noneMatch(pid ->
                                ProcessInfo.commandLine(pid).endsWith("supervise foo") && ProcessInfo.runs(pid)));
        box.shell("rm -r foo").run();

        int tries = 0;
        ServiceDirectory bar = box.service("service/.0");
        while (!Files.getAttribute(bar.path(), "unix:ino").equals(inode)) {
            assumeTrue(++tries < 3000, "the file system does not use the number again");
            bar = box.service("service/." + tries);
        }
        bar.run(RUN).log("exec multilog ./main");
        box.shell("mv \"$1\" service/bar", bar.path().toString()).run();
        ServiceDirectory logger = box.service("service/bar").logger();
        Await.until("logger", () -> logger.status().up());
    }

    @EachToolset
    void termEndsItAndServicesKeepRunning(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(RUN);
        Running svscan = box.start(tools, "svscan", "service");
        foo.up();
        svscan.signal("TERM");
        assertThat(svscan.ended()).isEqualTo(128 + 15);

        assertThat(box.run(tools, "svok", "service/foo")).isEqualTo(Result.silent());
        assertThat(box.run(tools, "svc", "-dx", "service/foo")).isEqualTo(Result.silent());
        Await.equal("svok", 100, () -> box.run(tools, "svok", "service/foo").code());
    }
}
