package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Status;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.Map;

/** One supervise per directory, and its end without a command. */
class SuperviseAloneIT {

    @EachToolset
    void secondSuperviseExits(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running first = box.start(tools, "supervise", "foo");
        foo.up();
        Status status = foo.status();

        assertThat(box.run(tools, "supervise", "foo"))
                .isEqualTo(Result.fails(
                        111, "supervise: fatal: unable to acquire foo/supervise/lock: temporary failure\n"));
        assertThat(foo.status()).isEqualTo(status);
        assertThat(first.runs()).isTrue();
    }

    @EachToolset
    void termIntAndHupEndSuperviseOnly(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        long pid = 0;
        for (Map.Entry<String, Integer> signal :
                Map.of("HUP", 1, "INT", 2, "TERM", 15).entrySet()) {
            Running supervise = box.start(tools, "supervise", "foo");
            pid = foo.upAgain(pid);

            supervise.signal(signal.getKey());
            assertThat(supervise.ended()).isEqualTo(128 + signal.getValue());
            assertThat(ProcessInfo.runs(pid)).isTrue();
            assertThat(box.run(tools, "svstat", "foo")).isEqualTo(Result.prints("foo: supervise not running\n"));
            ProcessInfo.end(pid);
        }
    }

    @EachToolset
    void killedSuperviseReleasesItsLock(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running first = box.start(tools, "supervise", "foo");
        long orphan = foo.up();
        first.signal("KILL");
        first.ended();

        box.start(tools, "supervise", "foo");
        long pid = tools.isOriginal() ? foo.upAgain(orphan) : orphan;
        Await.until("lock", () -> box.run(tools, "svok", "foo").code() == 0);
        assertThat(box.run(tools, "svstat", "foo").out()).matches("foo: up \\(pid " + pid + "\\) [0-9]+ seconds\n");
        ProcessInfo.end(orphan);
    }

    @EachToolset
    void runsInTheServiceDirectory(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run("pwd > here", ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        Await.equal("directory", foo.path() + "\n", () -> foo.content("here"));
    }
}
