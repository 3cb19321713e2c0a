package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** apt installs the Debian packages on a new Debian 12, and a logged service runs. Needs Debian's archive and mmdebstrap. */
class FreshRootIT {
    private static final int CANNOT_BE = 77;

    @BeforeEach
    void inTheWholeRun() {
        assumeTrue(Effort.isWhole(), "takes minutes: in the whole run only");
        Build.needNativePrograms();
    }

    private static void installs(Sandbox box, String architecture, String machine) {
        Privileges.needRoot("a root directory of its own");
        Path commands = architecture.equals(Build.property("debian.architecture"))
                ? Build.made("daemontools-java_", ".deb")
                : CrossPackagesIT.made(architecture);
        Result result = box.program(
                        "unshare",
                        "--mount",
                        "--pid",
                        "--fork",
                        "--kill-child",
                        "--mount-proc",
                        "sh",
                        box.file("fresh-root", Packaging.resource("fresh-root")).toString(),
                        architecture,
                        box.directory("scratch").toString(),
                        box.file("script", Packaging.resource("fresh-service")).toString(),
                        commands.toString(),
                        Build.made("daemontools-java-run_", ".deb").toString())
                .within(Duration.ofMinutes(20))
                .run();
        assumeTrue(result.code() != CANNOT_BE, "needs mmdebstrap, Debian's archive and namespaces: " + result.err());
        assertThat(result.out()).isEqualTo("""
                %1$s
                daemontools-java %1$s installed
                daemontools-java-run all installed
                Service hello added.
                /srv/hello: up
                /srv/hello/log: up
                hello from %2$s
                removed
                """.formatted(architecture, machine));
        assertThat(result.code()).as(result.err()).isZero();
    }

    @InSandbox
    void amd64(Sandbox box) {
        installs(box, "amd64", "x86_64");
    }

    /** A kernel for x86-64 runs it. */
    @InSandbox
    void i386(Sandbox box) {
        installs(box, "i386", "x86_64");
    }

    /** Under an emulator. */
    @InSandbox
    void arm64(Sandbox box) {
        installs(box, "arm64", "aarch64");
    }
}
