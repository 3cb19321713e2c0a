package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Processes;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Files;
import java.util.List;

/**
 * svscanboot: svscan in a clean environment, its complaints on show. Debian's 0.76 looks at {@code /etc/service} alone, and so
 * stays out of this.
 */
class SvscanbootIT {

    private static Invocation boot(Sandbox box, Toolset tools) {
        return box.program(tools.command("svscanboot"), box.path("service").toString());
    }

    /** The command line of the readproctitle among the children, if there is one yet. */
    private static String shown(Running boot) {
        List<String> children = Processes.children(boot.pid()).stream()
                .map(Processes::commandLine)
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
    void showsComplaints(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run("echo this went wrong >&2; exec sleep 86400");
        Running boot = boot(box, tools).start();
        foo.up();
        Await.until("complaint", () -> shown(boot).endsWith("this went wrong"));
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
    void endsWhatAnEarlierStartHasLeftBehind(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Running left = box.start(tools, "supervise", foo.path().toString());
        long first = foo.up();
        boot(box, tools).start();
        assertThat(left.ended()).isZero();
        assertThat(foo.upAgain(first)).isNotEqualTo(first);
        assertThat(Files.exists(foo.path("supervise/lock"))).isTrue();
    }
}
