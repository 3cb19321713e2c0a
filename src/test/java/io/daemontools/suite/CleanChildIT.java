package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A service has the same environment as if it were started by hand. Each {@code run} here shows a file of /proc, once under
 * supervise and once started by the test itself.
 *
 * <p>Not tested: the controlling terminal; systems without Linux's /proc.
 */
@EnabledOnOs(OS.LINUX)
class CleanChildIT {

    private static ServiceDirectory showing(Sandbox box, String file) {
        ServiceDirectory foo = box.service("foo").run("");
        box.file("foo/run", "#!/bin/cat /proc/self/" + file + "\n");
        return foo;
    }

    private static String byHand(Sandbox box) {
        return box.program(box.path("foo/run").toString())
                .in(box.path("foo"))
                .run()
                .out();
    }

    /** The output of the first run only: a second run follows a second later. */
    private static String supervised(Sandbox box, Toolset tools, int length) {
        Running supervise = box.start(tools, "supervise", "foo");
        Await.until("output of run", () -> supervise.out().length() >= length);
        return supervise.out().substring(0, length);
    }

    @EachToolset
    void theSameEnvironment(Toolset tools, Sandbox box) {
        showing(box, "environ");
        String byHand = byHand(box).replaceFirst("PATH=[^\0]*", "PATH=" + tools.searchPath());
        assertThat(supervised(box, tools, byHand.length()).split("\0")).containsExactlyInAnyOrder(byHand.split("\0"));
    }

    @EachToolset
    void theSameLimits(Toolset tools, Sandbox box) {
        showing(box, "limits");
        String byHand = byHand(box);
        assertThat(supervised(box, tools, byHand.length())).isEqualTo(byHand);
    }

    @EachToolset
    void theSameSignalMaskIgnoredSignalsUmaskAndGroups(Toolset tools, Sandbox box) {
        showing(box, "status");
        String byHand = byHand(box);
        assertThat(marks(supervised(box, tools, byHand.length())))
                .isEqualTo(marks(byHand))
                .hasSize(6);
    }

    @EachToolset
    void theSameSignalsAndIdsUnderSvscan(Toolset tools, Sandbox box) {
        showing(box, "status");
        String byHand = byHand(box);
        box.directory("service");
        box.shell("mv foo service/foo").run();
        Running svscan = box.start(tools, "svscan", "service");
        Await.until("output of run", () -> svscan.out().length() >= byHand.length());
        assertThat(marks(svscan.out().substring(0, byHand.length()))).isEqualTo(marks(byHand));
    }

    /** A processor has its file as descriptor 0, its other three files and standard error, and nothing else. */
    @EachToolset
    void theSameForAProcessor(Toolset tools, Sandbox box) {
        String processor = "cat /proc/self/status > ../status; ls /proc/self/fd > ../fds; cat";
        String byHand =
                box.shell("umask 022; cat /proc/self/status; true").run().out();
        Result result = box.command(tools, "multilog", "s4096", '!' + processor, "./main")
                .reading("a line\n".repeat(600))
                .run();
        assertThat(result).isEqualTo(Result.silent());
        assertThat(marks(box.content("status"))).isEqualTo(marks(byHand)).hasSize(6);
        // ls has opened the directory as 3
        assertThat(box.content("fds").lines()).containsExactly("0", "1", "2", "3", "4", "5");
    }

    private static List<String> marks(String status) {
        return status.lines()
                .filter(line -> line.matches("(SigBlk|SigIgn|Umask|Groups|Uid|Gid):.*"))
                .toList();
    }

    @EachToolset
    void noOtherDescriptors(Toolset tools, Sandbox box) {
        box.service("foo").run("");
        // ls has opened the directory, too
        box.file("foo/run", "#!/bin/ls /proc/self/fd\n");
        String byHand = byHand(box);
        assertThat(byHand.lines()).contains("0", "1", "2", "3").doesNotContain("4");

        String expected = byHand.replace(box.path("foo/run").toString(), "./run");
        assertThat(supervised(box, tools, expected.length())).isEqualTo(expected);
    }

    @EachToolset
    void theSameUnderSvscanWithALogger(Toolset tools, Sandbox box) {
        box.service("service/foo").run("");
        box.file("service/foo/run", "#!/bin/ls /proc/self/fd\n");
        ServiceDirectory foo = box.service("service/foo").log("ls /proc/self/fd > fds", "exec cat > seen");
        box.start(tools, "svscan", "service");
        Await.until(
                "two runs",
                () -> foo.content("log/seen").lines().filter("0"::equals).count() > 1);
        assertThat(foo.content("log/seen").lines().distinct())
                .contains("0", "1", "2", "3")
                .doesNotContain("4");
        assertThat(foo.content("log/fds").lines()).containsExactly("0", "1", "2", "3");
    }

    @EachToolset
    void theSameProcessGroupAndSessionAsSupervise(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = box.start(tools, "supervise", "foo");
        long pid = foo.up();
        String ps = "ps -o pgid=,sid= -p \"$1\"";
        assertThat(box.shell(ps, "" + pid).run())
                .isEqualTo(box.shell(ps, "" + supervise.pid()).run());
    }

    @EachToolset
    void runsByItsRelativePath(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run("echo \"$0\" $# > name", ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        Await.equal("name", "./run 0\n", () -> foo.content("name"));
    }
}
