package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A newer version of the Debian packages is installed while services with loggers run. */
class DebianUpgradeIT {
    private static final int SERVICES = Effort.isWhole() ? 50 : 4;

    @InSandbox
    void servicesGoOnUnderNewSupervises(Sandbox box) {
        Build.needNativePrograms();
        assumeTrue("false".equals(Build.property("skip.deb")), "needs packages, which are made on Linux");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg")), "needs dpkg");
        Result result = OverlayRoot.run(
                box,
                "services=" + SERVICES + "\n" + Packaging.resource("debian-upgrade"),
                Duration.ofMinutes(10),
                Build.made("daemontools-java_", ".deb"),
                Build.made("daemontools-java-run_", ".deb"));
        assertThat(result).isEqualTo(Result.prints("""
                daemontools-java installed
                daemontools-java-run installed
                %d services have gone on
                """.formatted(SERVICES)));
    }
}
