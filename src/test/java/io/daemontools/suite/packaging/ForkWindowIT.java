package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A TERM to a child between fork and exec ends the child, and does not reach the parent, which catches TERM.
 *
 * <p>strace sends it in place of the child's first execve, which fails. On Linux; skipped if strace may not attach.
 */
class ForkWindowIT {

    /** From now on the first execve of each child fails with TERM. */
    private static Running trace(Sandbox box, long parent) {
        assumeThat(Path.of("/usr/bin/strace")).isExecutable();
        Running strace = box.program(
                        "strace",
                        "-f",
                        "-o",
                        box.path("trace").toString(),
                        "-e",
                        "trace=execve",
                        "-e",
                        "inject=execve:error=ENOENT:signal=TERM:when=1",
                        "-p",
                        Long.toString(parent))
                .start();
        Await.until("strace", () -> !strace.runs() || strace.err().contains("attached"));
        assumeThat(strace.runs()).isTrue();
        return strace;
    }

    private static void awaitDeath(Sandbox box, Running strace) {
        Await.until("death of a child", () -> box.content("trace").contains("+++ killed by SIGTERM +++"));
        strace.signal("TERM");
        Await.until("end of strace", () -> !strace.runs());
        assertThat(box.content("trace")).contains("-1 ENOENT (No such file or directory) (INJECTED)");
    }

    @EachToolset
    void signalToAChildOfPid1StopsNoContainer(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory first = box.service("service/first").run(ServiceDirectory.STAYS_UP);
        Namespace container = Namespace.start(box, box.command(tools, "svscan", "service"));
        first.up();

        Running strace = trace(box, container.first());
        box.service("new").run(ServiceDirectory.STAYS_UP);
        Files.move(box.path("new"), box.path("service/second"));
        awaitDeath(box, strace);

        box.service("service/second").up();
        assertThat(first.status().up()).isTrue();
        assertThat(container.err()).isEmpty();
    }

    @EachToolset
    void signalToAProcessorDoesNotEndMultilog(Toolset tools, Sandbox box) {
        Running multilog = box.command(tools, "multilog", "s4096", "!cat", "./main")
                .reading()
                .start();
        multilog.write("first\n");
        Await.equal("current", "first\n", () -> box.content("main/current"));

        Running strace = trace(box, multilog.pid());
        multilog.write("a line\n".repeat(600));
        awaitDeath(box, strace);

        multilog.write("last\n");
        Await.until("last line", () -> box.content("main/current").endsWith("last\n"));
        multilog.endInput();
        assertThat(multilog.ended()).isZero();
        assertThat(multilog.err()).contains("multilog: warning: processor crashed in ./main, pausing: ");
    }
}
