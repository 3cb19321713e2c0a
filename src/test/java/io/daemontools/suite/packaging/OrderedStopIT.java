package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;

/** svscan which stops everything before it ends, although it is not PID 1. */
class OrderedStopIT {
    /** Like tini, it passes TERM on to its only child, and exits when that does. */
    private static final String INIT =
            "trap 'kill -TERM $child' TERM; \"$0\" service & child=$!; wait $child; wait $child";

    private static Running asked(Toolset tools, Sandbox box, String seconds) {
        return box.command(tools, "svscan", "service")
                .with("SVSCAN_STOP_SECONDS", seconds)
                .start();
    }

    @BeyondOriginal
    void stopsInOrderUnderAnInit(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = FinalOutput.service(box, "service/foo");
        Namespace container = Namespace.start(box, box.program("sh", "-c", INIT, tools.command("svscan")));
        Await.equal("first line", "begun\n", () -> foo.content("log/main/current"));
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEmpty();
        assertThat(FinalOutput.logged(foo)).isEqualTo(FinalOutput.all());
    }

    @BeyondOriginal
    void endsItsDescendantsOnly(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = FinalOutput.service(box, "service/foo");
        ServiceDirectory leaving = box.service("service/leaving")
                .run(
                        "(setsid sh -c 'exec 2>/dev/null; trap \"echo asked > end; exit\" TERM; touch ready; while :; do sleep 0.05; done' &)",
                        ServiceDirectory.STAYS_UP);
        Running other = box.program("sleep", "86400").start();
        Running svscan = asked(tools, box, "86400");
        Await.equal("first line", "begun\n", () -> foo.content("log/main/current"));
        Await.until("daemon", () -> Files.exists(leaving.path("ready")));
        svscan.signal("TERM");
        assertThat(svscan.ended()).isZero();
        assertThat(svscan.err()).isEmpty();
        assertThat(FinalOutput.logged(foo)).isEqualTo(FinalOutput.all());
        assertThat(leaving.content("end")).isEqualTo("asked\n");
        assertThat(other.runs()).isTrue();
    }

    @BeyondOriginal
    void killsWhatDoesNotStopInTime(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo")
                .run(
                        "trap '' TERM",
                        "sleep 86400 &",
                        "echo $! > child; mv child started; while :; do sleep 0.05; done");
        Running svscan = asked(tools, box, "0");
        Await.until("child", () -> Files.exists(foo.path("started")));
        long child = Long.parseLong(foo.content("started").strip());
        long service = foo.up();
        svscan.signal("TERM");
        assertThat(svscan.ended()).isZero();
        assertThat(svscan.err()).isEqualTo("svscan: warning: killing foo, which has not stopped in time\n");
        Await.equal("state of the service", '-', () -> ProcessInfo.state(service));
        Await.equal("state of its child", '-', () -> ProcessInfo.state(child));
    }
}
