package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;

/** Commands whose standard streams are closed or unusable. */
class ClosedStreamsIT {

    @EachToolset
    void svstatIgnoresAClosedStandardOutput(Toolset tools, Sandbox box) {
        String svstat = tools.command("svstat");
        assertThat(box.shell("exec \"$1\" missing >&-", svstat).run()).isEqualTo(Result.silent());
        assertThat(box.shell("exec \"$1\" missing > /dev/full", svstat).run()).isEqualTo(Result.silent());
    }

    @EachToolset
    void closedStandardErrorChangesNothing(Toolset tools, Sandbox box) {
        assertThat(box.shell("exec \"$1\" -u missing 2>&-", tools.command("svc"))
                        .run())
                .isEqualTo(Result.silent());
        assertThat(box.shell("exec \"$1\" missing 2>&-", tools.command("svok")).run())
                .isEqualTo(Result.exits(111));
        assertThat(box.shell("exec \"$1\" 2>&-", tools.command("svok")).run()).isEqualTo(Result.exits(100));
        assertThat(box.shell("exec \"$1\" 2>&-", tools.command("supervise")).run())
                .isEqualTo(Result.exits(100));
    }

    @EachToolset
    void svcWorksWithClosedStreams(Toolset tools, Sandbox box) throws IOException {
        FakeSupervise foo = FakeSupervise.in(box, "foo");
        assertThat(box.shell("exec \"$1\" -du foo <&- >&- 2>&-", tools.command("svc"))
                        .run())
                .isEqualTo(Result.silent());
        assertThat(foo.commands()).isEqualTo("du");
    }

    @EachToolset
    void superviseRunsWithoutInputAndOutput(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run("echo ran > ran", ServiceDirectory.STAYS_UP);
        Running supervise =
                box.shell("exec \"$1\" foo <&- >&-", tools.command("supervise")).start();
        foo.up();
        Await.equal("run", "ran\n", () -> foo.content("ran"));
        assertThat(box.run(tools, "svc", "-dx", "foo")).isEqualTo(Result.silent());
        assertThat(supervise.ended()).isZero();
        assertThat(supervise.err()).isEmpty();
    }

    @EachToolset
    void svscanLogsWithoutInputAndOutput(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo")
                .run("echo line", ServiceDirectory.STAYS_UP)
                .log("exec multilog ./main");
        box.shell("exec \"$1\" service <&- >&-", tools.command("svscan"))
                .on(tools)
                .start();
        Await.equal("log", "line\n", () -> foo.content("log/main/current"));
    }

    @EachToolset
    void multilogNeedsItsInputOnly(Toolset tools, Sandbox box) {
        Result result = box.shell("echo line | { \"$1\" ./main >&- 2>&-; }", tools.command("multilog"))
                .run();
        assertThat(result).isEqualTo(Result.silent());
        assertThat(new LogDirectoryView(box, "main").current()).isEqualTo("line\n");
    }

    @EachToolset
    void tai64nlocalHasNothingToReadWithoutInput(Toolset tools, Sandbox box) {
        Result result =
                box.shell("exec \"$1\" <&-", tools.command("tai64nlocal")).run();
        assertThat(result.out().length()).as("bytes written").isZero();
        assertThat(result.code()).isEqualTo(111);
    }
}
