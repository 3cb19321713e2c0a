package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** {@code packaging/install} that is killed, or runs several times at once. */
class InstallInterruptedIT {
    @BeforeEach
    void builtPrograms() {
        Build.needNativePrograms();
    }

    /** Starts an installation, and sends it a signal when there are so many files below the prefix. */
    private static void interrupted(Installer installer, Path prefix, int files, String signal) {
        Running running = installer.with(prefix).start();
        Await.until(files + " files", () -> !running.runs() || has(prefix, files));
        if (signal.equals("KILL")) {
            // a child that makes a file would end first
            running.endTree();
        } else {
            running.signal(signal);
        }
        running.ended();
    }

    private static boolean has(Path prefix, int files) {
        return Files.exists(prefix) && Build.under(prefix).size() >= files;
    }

    @InSandbox
    void nextInstallationCompletesAKilledOne(Sandbox box) {
        Path prefix = box.path("prefix");
        Installer installer = Installer.ofBuild(box);
        for (int files : List.of(0, 1, 2, 10, 40, 80)) {
            interrupted(installer, prefix, files, "KILL");
            assertThat(installer.with(prefix).run()).as("after " + files).isEqualTo(Result.silent());
            assertThat(Build.under(prefix)).as("after " + files).isEqualTo(Build.everything());
            assertThat(installer.with("--uninstall", prefix).run()).isEqualTo(Result.silent());
            assertThat(box.dir()).as("after " + files).isEmptyDirectory();
        }
    }

    @InSandbox
    void uninstallingRemovesAKilledInstallation(Sandbox box) {
        Path prefix = box.path("prefix");
        Installer installer = Installer.ofBuild(box);
        for (int files : List.of(1, 2, 10, 40, 80)) {
            interrupted(installer, prefix, files, "KILL");
            assertThat(installer.with("--uninstall", prefix).run())
                    .as("after " + files)
                    .isEqualTo(Result.silent());
            assertThat(box.dir()).as("after " + files).isEmptyDirectory();
        }
    }

    @InSandbox
    void killedUpgradeLeavesAnInstallation(Sandbox box) {
        Path prefix = box.path("prefix");
        Installer installer = Installer.ofBuild(box);
        installer.with(prefix).run();
        interrupted(installer, prefix, Build.everything().size() + 20, "KILL");
        assertThat(Build.under(prefix)).containsAll(Build.everything());
        assertThat(installer.with(prefix).run()).isEqualTo(Result.silent());
        assertThat(Build.under(prefix)).isEqualTo(Build.everything());
    }

    @InSandbox
    void termAndHupUndoTheInstallation(Sandbox box) {
        Installer installer = Installer.ofBuild(box);
        for (String signal : List.of("TERM", "HUP")) {
            for (int files : List.of(0, 1, 2, 5, 10)) {
                interrupted(installer, box.path("prefix"), files, signal);
                assertThat(box.dir()).as(signal + " after " + files).isEmptyDirectory();
            }
        }
    }

    @InSandbox
    void concurrentInstallationsWait(Sandbox box) {
        Path prefix = box.path("prefix");
        Installer installer = Installer.ofBuild(box);
        List<Running> all =
                Stream.generate(() -> installer.with(prefix).start()).limit(3).toList();
        assertThat(all).allSatisfy(one -> {
            assertThat(one.ended()).isZero();
            assertThat(one.err()).isEmpty();
        });
        assertThat(Build.under(prefix)).isEqualTo(Build.everything());
        assertThat(installer.with("--uninstall", prefix).run()).isEqualTo(Result.silent());
        assertThat(box.dir()).isEmptyDirectory();
    }

    /** The second finds nothing, and does not keep the directory. */
    @InSandbox
    void concurrentUninstallationsLeaveNothing(Sandbox box) {
        Path prefix = box.path("prefix");
        Installer installer = Installer.ofBuild(box);
        assertThat(installer.with(prefix).run()).isEqualTo(Result.silent());
        List<Running> both = Stream.generate(
                        () -> installer.with("--uninstall", prefix).start())
                .limit(2)
                .toList();
        assertThat(both.stream().map(Running::ended)).contains(0).allMatch(code -> code == 0 || code == 111);
        assertThat(box.dir()).isEmptyDirectory();
    }
}
