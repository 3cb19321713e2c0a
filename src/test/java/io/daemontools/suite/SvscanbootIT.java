package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * svscanboot: svscan in a clean environment, with its messages in readproctitle. Debian's 0.76 uses {@code /etc/service} only, so
 * it is not tested here.
 */
class SvscanbootIT {

    private static Invocation boot(Sandbox box, Toolset tools) {
        return box.program(tools.command("svscanboot"), box.path("service").toString());
    }

    /** The command line of the readproctitle among the children, if there is one yet. */
    private static String shown(Running boot) {
        List<String> children = ProcessInfo.children(boot.pid()).stream()
                .map(ProcessInfo::commandLine)
                .filter(line -> line.contains("service errors:"))
                .toList();
        return children.isEmpty() ? "" : children.get(0);
    }

    @BeyondOriginal
    void startsServicesWithTheToolsFirstInTheirPath(Toolset tools, Sandbox box) {
        ServiceDirectory foo =
                box.service("service/foo").run("env > variables; command -v svc > where", ServiceDirectory.STAYS_UP);
        boot(box, tools).with("SECRET", "known").in(box.directory("elsewhere")).start();
        foo.up();
        Await.equal("svc", tools.command("svc") + "\n", () -> foo.content("where"));
        assertThat(foo.content("variables"))
                .contains("PATH=" + tools.bin() + ":/command:")
                .doesNotContain("SECRET");
    }

    @BeyondOriginal
    void showsErrorMessages(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run("echo this went wrong >&2; exec sleep 86400");
        Running boot = boot(box, tools).start();
        foo.up();
        Await.until("message", () -> shown(boot).endsWith("this went wrong"));
        assertThat(shown(boot)).contains("service errors: ...");
    }

    @BeyondOriginal
    void startsWithoutStandardStreams(Toolset tools, Sandbox box) {
        ServiceDirectory foo =
                box.service("service/foo").run("ls -l /proc/self/fd > descriptors", ServiceDirectory.STAYS_UP);
        boot(box, tools).start();
        foo.up();
        Await.until("descriptors", () -> foo.content("descriptors").contains(" 2 -> pipe:"));
        assertThat(foo.content("descriptors")).contains(" 0 -> /dev/null");
    }

    @BeyondOriginal
    void keepsServicesOfAnEarlierStart(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Running left = box.start(tools, "supervise", foo.path().toString());
        long pid = foo.up();
        boot(box, tools).start();
        ServiceDirectory bar = box.service("service/bar").run(ServiceDirectory.STAYS_UP);
        bar.up();
        assertThat(left.runs()).isTrue();
        assertThat(foo.up()).isEqualTo(pid);
        left.signal("KILL");
        Await.until(
                "another supervise", () -> box.run(tools, "svok", "service/foo").code() == 0);
        assertThat(foo.up()).isEqualTo(pid);
        box.run(tools, "svc", "-dx", "service/foo");
        Await.until("end of the service", () -> !ProcessInfo.runs(pid));
    }

    /** The two children, svscan first. */
    private static List<Long> children(Running boot) {
        return Await.value("svscan and readproctitle", () -> {
            List<Long> children = ProcessInfo.children(boot.pid()).stream()
                    .sorted(Comparator.comparing(
                            pid -> ProcessInfo.commandLine(pid).contains("service errors:")))
                    .toList();
            return children.size() == 2 && !shown(boot).isEmpty() ? children : null;
        });
    }

    /** init notices its end and starts it again. */
    @BeyondOriginal
    void endsWhenSvscanEnds(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Running boot = boot(box, tools).start();
        long pid = foo.up();
        List<Long> children = children(boot);
        List<Long> supervises = ProcessInfo.children(children.get(0));
        ProcessInfo.signal("KILL", children.get(0));
        assertThat(boot.ended()).isEqualTo(128 + 9);
        assertThat(ProcessInfo.runs(pid)).as("service").isTrue();
        assertThat(ProcessInfo.runs(children.get(1))).as("readproctitle").isTrue();

        Running again = boot(box, tools).start();
        assertThat(children(again)).hasSize(2);
        assertThat(foo.up()).isEqualTo(pid);
        assertThat(supervises).allMatch(ProcessInfo::runs);
        box.run(tools, "svc", "-dx", "service/foo");
        Await.until(
                "end of what was left",
                () -> Stream.concat(supervises.stream(), Stream.of(children.get(1)))
                        .noneMatch(ProcessInfo::runs));
    }

    @BeyondOriginal
    void childrenOutliveIt(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Running boot = boot(box, tools).start();
        long pid = foo.up();
        List<Long> children = children(boot);
        boot.signal("TERM");
        assertThat(boot.ended()).isEqualTo(128 + 15);
        assertThat(children).allMatch(ProcessInfo::runs);
        assertThat(ProcessInfo.runs(pid)).isTrue();
        ProcessInfo.end(children.get(0));
        box.run(tools, "svc", "-dx", "service/foo");
        Await.until("end of readproctitle", () -> !ProcessInfo.runs(children.get(1)));
    }

    @BeyondOriginal
    void servicesDoNotIgnoreInterruptAndQuit(Toolset tools, Sandbox box) {
        ServiceDirectory foo =
                box.service("service/foo").run("grep SigIgn /proc/self/status > signals", ServiceDirectory.STAYS_UP);
        boot(box, tools).start();
        foo.up();
        Await.until("signals", () -> foo.content("signals").endsWith("\n"));
        long ignored =
                Long.parseLong(foo.content("signals").replace("SigIgn:", "").strip(), 16);
        assertThat(ignored & 0b110).as("INT and QUIT").isZero();
    }

    /** Where {@code /proc} shows no descriptors, as on FreeBSD, the pipe is a FIFO. */
    @BeyondOriginal
    void worksWithoutProc(Toolset tools, Sandbox box) {
        assumeTrue(!tools.isJvm(), "Java needs /proc");
        Privileges.needRoot("mounts");
        ServiceDirectory foo = box.service("service/foo").run("echo this went wrong >&2", ServiceDirectory.STAYS_UP);
        Running boot = box.shell(
                        "mount -t tmpfs none /proc && exec \"$@\"",
                        tools.command("svscanboot"),
                        box.path("service").toString())
                .through("unshare", "--mount")
                .start();
        foo.up();
        Await.until("message", () -> shown(boot).endsWith("this went wrong"));
        ProcessInfo.signal("KILL", children(boot).get(0));
        assertThat(boot.ended()).isEqualTo(128 + 9);
        box.run(tools, "svc", "-dx", "service/foo");
        Await.equal("svok", 100, () -> box.run(tools, "svok", "service/foo").code());
        assertThat(Path.of("/run/.svscanboot." + boot.pid())).doesNotExist();
    }

    /** If its directory is one of 0.76's, PATH is that of 0.76, and it still starts its own programs. */
    @BeyondOriginal
    void keepsAPathThatHasItsDirectory(Toolset tools, Sandbox box) {
        Privileges.needRoot("mounts");
        ServiceDirectory foo = box.service("service/foo")
                .run("env > being-written; mv being-written variables", ServiceDirectory.STAYS_UP);
        box.directory("other");
        box.script("other/svscan", "#!/bin/sh\nexec sleep 86400\n");
        Path library = tools.bin().resolveSibling("lib");
        box.shell(
                        "mkdir both && cp -R \"$2\" both/sbin && { [ ! -d \"$3\" ] || cp -R \"$3\" both/lib; } && mkdir both/bin && cp other/svscan both/bin"
                                + " && mount --bind both /usr/local && exec /usr/local/sbin/svscanboot \"$1\"",
                        box.path("service").toString(),
                        tools.bin().toString(),
                        library.toString())
                .through("unshare", "--mount")
                .start();
        foo.up();
        Await.until("variables", () -> Files.exists(foo.path("variables")));
        assertThat(foo.content("variables").lines())
                .contains("PATH=/command:/usr/local/bin:/usr/local/sbin:/bin:/sbin:/usr/bin:/usr/sbin:/usr/X11R6/bin");
    }
}
