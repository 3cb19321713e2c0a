package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** {@code packaging/install}: the installed files, and that they work. */
class InstallIT {
    @BeforeEach
    void builtPrograms() {
        Build.needNativePrograms();
    }

    private static List<String> sorted(Stream<String> names) {
        return names.sorted().toList();
    }

    private static String unit(Path prefix) throws IOException {
        return Files.readString(prefix.resolve("lib/systemd/system/svscan.service"));
    }

    @InSandbox
    void installsTheListedFilesOnly(Sandbox box) {
        Path prefix = box.path("prefix");
        assertThat(Installer.ofBuild(box).with(prefix).run()).isEqualTo(Result.silent());
        assertThat(Toolset.COMMANDS).hasSize(22);
        assertThat(Build.under(prefix)).isEqualTo(Build.everything());
    }

    @BeyondOriginal
    void installedCommandsWork(Toolset tools, Sandbox box) {
        Path prefix = box.path("prefix");
        Installer installer = Installer.ofBuild(box);
        Result installed = (tools.isJvm() ? installer.with("--jvm", prefix) : installer.with(prefix)).run();
        assertThat(installed).isEqualTo(Result.silent());
        Result checked = box.program(
                        Packaging.path("src/main/sh/check").toString(),
                        prefix.resolve("bin").toString())
                .run();
        assertThat(checked).isEqualTo(Result.prints("check: 22 commands work\n"));
        assertThat(installer.with("--uninstall", prefix).run()).isEqualTo(Result.silent());
        assertThat(prefix).doesNotExist();
    }

    @InSandbox
    void fillsInThePrefixAndTheServiceDirectory(Sandbox box) throws IOException {
        Path prefix = box.path("prefix");
        Installer.ofBuild(box).with("--services", "/etc/service", prefix).run();
        assertThat(unit(prefix))
                .contains("ExecStart=" + prefix + "/bin/svscanboot /etc/service\n")
                .doesNotContain("@");
        assertThat(prefix.resolve("bin/svscanboot")).content().contains("${1:-/etc/service}");
    }

    @InSandbox
    void destdirIsInNoFile(Sandbox box) throws IOException {
        Installer.ofBuild(box)
                .with("--no-list", "--mandir", "share/man", "/usr")
                .with("DESTDIR", box.path("stage").toString())
                .run();
        Path prefix = box.path("stage/usr");
        assertThat(Build.under(prefix))
                .isEqualTo(sorted(Stream.concat(Build.files("share/man/man8", "site-functions"), Build.otherFiles())));
        assertThat(unit(prefix))
                .contains("ExecStart=/usr/bin/svscanboot /service\n")
                .doesNotContain("stage");
    }

    @InSandbox
    void installsTheRcScriptOnFreeBsd(Sandbox box) throws IOException {
        box.script("uname", "#!/bin/sh\necho FreeBSD\n");
        Path prefix = box.path("prefix");
        Installer.ofBuild(box)
                .with(prefix)
                .with("PATH", box.dir() + ":" + System.getenv("PATH"))
                .run();
        List<String> expected = sorted(Build.everything().stream()
                .map(file -> file.equals("lib/systemd/system/svscan.service") ? "etc/rc.d/svscan" : file));
        assertThat(Build.under(prefix)).isEqualTo(expected);
        assertThat(Files.isExecutable(prefix.resolve("etc/rc.d/svscan"))).isTrue();
        assertThat(prefix.resolve("etc/rc.d/svscan")).content().doesNotContain("@prefix@");
        assertThat(prefix.resolve("bin/svscanboot")).content().contains("${1:-/var/service}");
    }

    /** Packages of other systems take their lists of files from it. */
    @InSandbox
    void printsItsFiles(Sandbox box) {
        Installer installer = Installer.ofBuild(box);
        assertThat(installer.with("--files", "Linux").run())
                .isEqualTo(Result.prints(String.join(
                                "\n",
                                sorted(Stream.concat(Build.files("man/man8", "site-functions"), Build.otherFiles())))
                        + "\n"));
        assertThat(installer
                        .with("--files", "FreeBSD", "--mandir", "share/man")
                        .run()
                        .out()
                        .lines())
                .contains("etc/rc.d/svscan", "share/man/man8/svc.8")
                .doesNotContain("lib/systemd/system/svscan.service");
        assertThat(Build.under(box.dir())).isEmpty();
    }

    @InSandbox
    void ordinaryUserCanInstall(Sandbox box) throws IOException {
        Path home = box.directory("home");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path prefix = home.resolve("tools");
        Installer installer = Installer.ofTarball(box);
        assertThat(installer.with(prefix).unprivileged().run()).isEqualTo(Result.silent());
        assertThat(Build.under(prefix)).isEqualTo(Build.everything());
        assertThat(installer.with("--uninstall", prefix).unprivileged().run()).isEqualTo(Result.silent());
        assertThat(prefix).doesNotExist();
    }

    @InSandbox
    void secondInstallationKeepsServicesRunning(Sandbox box) throws IOException {
        Path prefix = box.path("prefix");
        Installer installer = Installer.ofBuild(box);
        installer.with(prefix).run();
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Path program = prefix.resolve("bin/supervise");
        Object first = Files.getAttribute(program, "unix:ino");
        Running supervise = box.program(program.toString(), "foo").start();
        long pid = foo.up();
        assertThat(installer.with(prefix).run()).isEqualTo(Result.silent());
        assertThat(Files.getAttribute(program, "unix:ino")).isNotEqualTo(first);
        Result status =
                box.program(prefix.resolve("bin/svstat").toString(), "foo").run();
        assertThat(status.out()).startsWith("foo: up (pid " + pid + ")");
        box.program(prefix.resolve("bin/svc").toString(), "-dx", "foo").run();
        assertThat(supervise.ended()).isZero();
    }

    @InSandbox
    void upgradeRemovesObsoleteFiles(Sandbox box) throws IOException {
        Path prefix = box.path("prefix");
        Installer installer = Installer.ofBuild(box);
        installer.with("--mandir", "share/man", prefix).run();
        assertThat(prefix.resolve("share/man/man8/svc.8")).exists();
        installer.with(prefix).run();
        assertThat(Build.under(prefix)).isEqualTo(Build.everything());
        assertThat(prefix.resolve("share/man")).doesNotExist();
    }

    @InSandbox
    void upgradeKeepsChangedFiles(Sandbox box) throws IOException {
        Path prefix = box.path("prefix");
        Installer installer = Installer.ofBuild(box);
        installer.with(prefix).run();
        Path unit = prefix.resolve("lib/systemd/system/svscan.service");
        String installed = Files.readString(unit);
        Files.writeString(unit, "changed\n");
        assertThat(installer.with(prefix).run())
                .isEqualTo(Result.warns("install: warning: " + unit
                        + " was changed after its installation: kept as lib/systemd/system/svscan.service.old\n"));
        assertThat(unit).hasContent(installed);
        assertThat(Path.of(unit + ".old")).hasContent("changed");
    }

    @InSandbox
    void replacesForeignFilesOnlyWithForce(Sandbox box) throws IOException {
        Path prefix = box.directory("prefix");
        Path other = box.directory("prefix/bin").resolve("svc");
        Files.writeString(other, "another's");
        Installer installer = Installer.ofBuild(box);
        assertThat(installer.with(prefix).run())
                .isEqualTo(
                        Result.fails(
                                111,
                                "install: fatal: " + other
                                        + " exists and does not belong to an earlier installation; use --replace to replace it\n"));
        assertThat(Build.under(prefix)).containsExactly("bin/svc");
        assertThat(installer.with("--replace", prefix).run())
                .isEqualTo(Result.warns("install: warning: " + other
                        + " did not belong to an earlier installation: kept as bin/svc.old\n"));
        assertThat(Path.of(other + ".old")).hasContent("another's");
        assertThat(Files.isExecutable(other)).isTrue();
    }
}
