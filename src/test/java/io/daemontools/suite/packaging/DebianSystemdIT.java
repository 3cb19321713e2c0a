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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** The Debian packages under a systemd that is PID 1 of a namespace. */
class DebianSystemdIT {
    private static final int ROUNDS = Effort.isWhole() ? 3 : 1;

    private static final String SERVICES_CONTINUE =
            "daemontools-java-run: the services in /etc/service continue, each under its supervise; a purge stops them.\n";

    @BeforeEach
    void builtPackages() {
        Build.needNativePrograms();
        assumeTrue("false".equals(Build.property("skip.deb")), "needs packages, which are made on Linux");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/deb-systemd-invoke")), "needs init-system-helpers");
    }

    private static Result run(Sandbox box, String script, String settings, Stream<Path> debians) {
        List<Path> files = new ArrayList<>(
                List.of(Build.made("daemontools-java_", ".deb"), Build.made("daemontools-java-run_", ".deb")));
        debians.forEach(files::add);
        return OverlayRoot.runUnderSystemd(
                box,
                settings + "\n" + Packaging.resource("debian-systemd-functions") + Packaging.resource(script),
                Duration.ofMinutes(10),
                files.toArray(Path[]::new));
    }

    @InSandbox
    void unitRunsSvscanAndStopsItInOrder(Sandbox box) {
        String stubborn = Effort.isWhole() ? "yes" : "";
        assertThat(run(box, "debian-systemd", "stubborn=" + stubborn, Stream.empty()))
                .isEqualTo(Result.prints(SERVICES_CONTINUE
                        + """
                        removed and installed again: same processes
                        svscan killed: same processes
                        disabled by its alias, then upgraded: disabled
                        upgraded: same processes
                        stopped: inactive, Result=success
                        """
                        + (Effort.isWhole()
                                ? "stubborn service stopped: inactive, Result=success\n"
                                : SERVICES_CONTINUE)
                        + "left:  \n"));
    }

    /** {@code daemontools.debian-packages} names a directory with Debian's packages. */
    @InSandbox
    void servicesContinueFromDebiansPackagesAndBack(Sandbox box) {
        String directory = System.getProperty("daemontools.debian-packages", "");
        assumeTrue(!directory.isEmpty(), "needs Debian's packages");
        List<Path> debians = Build.under(Path.of(directory)).stream()
                .filter(name -> name.endsWith(".deb"))
                .map(Path.of(directory)::resolve)
                .toList();
        assumeTrue(debians.size() == 2, "needs Debian's packages daemontools and daemontools-run");
        String round = """
                this project's packages: same processes
                enabled, active
                """ + SERVICES_CONTINUE + """
                Debian's packages: same processes
                enabled, left:\040
                """;
        assertThat(run(box, "debian-swap", "rounds=" + ROUNDS, debians.stream()))
                .isEqualTo(Result.prints(round.repeat(ROUNDS) + """
                        commands replaced: same processes
                        svscan replaced: same processes
                        """ + SERVICES_CONTINUE + """
                        Debian's unit: disabled
                        daemontools-java-run: daemontools-run.service was disabled, and so is svscan.service; to enable it: systemctl enable --now svscan
                        this project's unit: disabled, inactive
                        """ + SERVICES_CONTINUE));
    }
}
