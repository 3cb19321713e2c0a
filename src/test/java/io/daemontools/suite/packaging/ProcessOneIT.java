package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Processes;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** svscan as the first process of a container. */
class ProcessOneIT {

    private static Namespace svscan(Sandbox box, Toolset tools) {
        // A loaded machine may take longer than a container engine would wait.
        return svscan(box, tools, "86400");
    }

    private static Namespace svscan(Sandbox box, Toolset tools, String seconds) {
        return Namespace.start(box, box.command(tools, "svscan", "service").with("SVSCAN_STOP_SECONDS", seconds));
    }

    @EachToolset
    void buriesWhatItInherits(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo")
                .run("(sleep 86399 & exec sleep 0) >/dev/null", "touch orphaned", ServiceDirectory.STAYS_UP);
        Namespace container = svscan(box, tools);
        Await.until("orphan", () -> Files.exists(foo.path("orphaned")));
        long orphan = Await.value(
                "orphan",
                () -> Processes.children(container.first()).stream()
                        .filter(pid -> Processes.commandLine(pid).equals("sleep 86399"))
                        .findFirst()
                        .orElse(null));
        Processes.signal("KILL", orphan);
        Await.equal("state of the orphan", '-', () -> Processes.state(orphan));
        assertThat(foo.status().up()).isTrue();
    }

    @BeyondOriginal
    void stopsServicesThenLoggersOnTerm(Toolset tools, Sandbox box) throws IOException {
        List<ServiceDirectory> services = List.of(
                LastWords.service(box, "service/one"),
                LastWords.service(box, "service/two"),
                LastWords.service(box, "service/three"));
        ServiceDirectory unlogged = box.service("service/unlogged").run(ServiceDirectory.STAYS_UP);
        Namespace container = svscan(box, tools);
        unlogged.up();
        for (ServiceDirectory service : services) {
            Await.until("first line", () -> service.content("log/main/current").equals("begun\n"));
        }
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEmpty();
        for (ServiceDirectory service : services) {
            assertThat(LastWords.logged(service)).isEqualTo(LastWords.all());
            assertThat(Files.isExecutable(service.path("log/main/current")))
                    .as("ended in order")
                    .isTrue();
        }
    }

    @BeyondOriginal
    void stopsOnInterrupt(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Namespace container = svscan(box, tools);
        foo.up();
        container.signal("INT");
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEmpty();
        assertThat(foo.status().up()).isFalse();
    }

    @BeyondOriginal
    void killsAtTheSecondTermWhatDoesNotStop(Toolset tools, Sandbox box) {
        ServiceDirectory stubborn = box.service("service/stubborn")
                .run("trap 'touch asked' TERM", "touch ready", "while :; do sleep 0.1; done")
                .log("exec multilog ./main");
        Namespace container = svscan(box, tools);
        Await.until("readiness", () -> Files.exists(stubborn.path("ready")));
        container.signal("TERM");
        Await.until("being asked", () -> Files.exists(stubborn.path("asked")));
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEqualTo("svscan: warning: killing stubborn, which has not stopped in time\n");
    }

    @BeyondOriginal
    void endsDaemonsThatNobodySupervises(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo")
                .run(
                        "(sh -c 'trap \"echo asked >> end; exit\" TERM; touch ready; while :; do sleep 0.1; done' 2>/dev/null & exec true)",
                        ServiceDirectory.STAYS_UP);
        Namespace container = svscan(box, tools);
        Await.until("daemon", () -> Files.exists(foo.path("ready")));
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(foo.content("end")).isEqualTo("asked\n");
        assertThat(container.err()).isEmpty();
    }

    @BeyondOriginal
    void hasTheTimeThatWasSet(Toolset tools, Sandbox box) {
        ServiceDirectory stubborn =
                box.service("service/stubborn").run("trap '' TERM", "touch ready", "while :; do sleep 0.1; done");
        Namespace container = svscan(box, tools, "0");
        Await.until("readiness", () -> Files.exists(stubborn.path("ready")));
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEqualTo("svscan: warning: killing stubborn, which has not stopped in time\n");
    }
}
