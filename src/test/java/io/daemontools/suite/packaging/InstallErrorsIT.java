package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Errors of {@code packaging/install}: one line, an exit status, and no partial installation. */
class InstallErrorsIT {
    @BeforeEach
    void builtPrograms() {
        Build.needNativePrograms();
    }

    private static void fails(Sandbox box, int code, String message, Object... arguments) {
        Result result = Installer.ofBuild(box).with(arguments).run();
        assertThat(result).isEqualTo(Result.fails(code, "install: fatal: " + message + "\n"));
        assertThat(Build.under(box.dir())).isEmpty();
    }

    private static void failsWithUsage(Sandbox box, String message, Object... arguments) {
        fails(box, 100, message + "; see install --help", arguments);
    }

    @InSandbox
    void wrongArguments(Sandbox box) {
        failsWithUsage(box, "PREFIX is missing");
        failsWithUsage(box, "PREFIX is empty", "");
        failsWithUsage(box, "more than one PREFIX: /a /b", "/a", "/b");
        failsWithUsage(box, "unknown option: --force", "--force", "/a");
        failsWithUsage(box, "--services needs a directory", "--services");
        failsWithUsage(box, "PREFIX must not contain blanks or any of | & \\ \" ' ` $ % # ;: /a b", "/a b");
    }

    @InSandbox
    void destdirWantsAnAbsolutePrefix(Sandbox box) {
        Result result = Installer.ofBuild(box)
                .with("usr")
                .with("DESTDIR", box.path("stage").toString())
                .run();
        assertThat(result)
                .isEqualTo(Result.fails(
                        100, "install: fatal: with DESTDIR, PREFIX must be absolute: usr; see install --help\n"));
    }

    @InSandbox
    void prefixWithoutAParent(Sandbox box) {
        Path parent = box.path("no");
        fails(
                box,
                111,
                "unable to create " + parent + "/prefix: " + parent + " is not a directory",
                parent + "/prefix");
    }

    @InSandbox
    void nothingToUninstall(Sandbox box) {
        Path list = box.path(Build.LIST);
        fails(
                box,
                111,
                "unable to read " + list + ": nothing is installed below " + box.dir(),
                "--uninstall",
                box.dir());
    }

    @InSandbox
    void nothingIsBuiltYet(Sandbox box) throws IOException {
        Path packaging = box.directory("packaging");
        Files.copy(Packaging.path("install"), packaging.resolve("install"));
        Files.createFile(packaging.resolve("pom.xml"));
        Result result = new Installer(box, packaging.resolve("install"))
                .with(box.path("prefix"))
                .run();
        assertThat(result)
                .isEqualTo(Result.fails(
                        111, "install: fatal: " + packaging + "/target/native does not exist: run mvn package\n"));
        assertThat(box.path("prefix")).doesNotExist();
    }

    @InSandbox
    void prefixThatCannotBeWritten(Sandbox box) throws IOException {
        Path prefix = box.directory("prefix");
        Files.setPosixFilePermissions(prefix, PosixFilePermissions.fromString("r-xr-xr-x"));
        Result result = Installer.ofTarball(box).with(prefix).unprivileged().run();
        assertThat(result)
                .isEqualTo(
                        Result.fails(111, "install: fatal: unable to create " + prefix + "/bin: Permission denied\n"));
    }

    /** For a writer, a limit on the size of files is like a full disk. */
    @InSandbox
    void partialWrite(Sandbox box) throws IOException {
        Path prefix = box.directory("prefix");
        Result result = box.shell(
                        "ulimit -f 64; trap '' XFSZ; exec sh \"$@\"",
                        Packaging.path("install").toString(),
                        prefix.toString())
                .run();
        assertThat(result.code()).isEqualTo(111);
        assertThat(result.err())
                .startsWith("install: fatal: unable to write " + prefix + "/bin/")
                .hasLineCount(1);
        assertThat(prefix).isEmptyDirectory();
    }

    @InSandbox
    void directoryInPlaceOfAFile(Sandbox box) throws IOException {
        Path prefix = box.directory("prefix");
        Path inTheWay = box.directory("prefix/bin/svc");
        fails(box, 111, inTheWay + " is a directory", prefix);
    }

    @InSandbox
    void uninstallingKeepsForeignFiles(Sandbox box) throws IOException {
        Path prefix = box.directory("prefix");
        Installer installer = Installer.ofBuild(box);
        installer.with(prefix).run();
        box.file("prefix/bin/mine", "mine");
        Path changed = box.file("prefix/share/licenses/daemontools/NOTICE", "changed");
        assertThat(installer.with("--uninstall", prefix).run())
                .isEqualTo(Result.warns(
                        "install: warning: " + changed + " was changed after its installation: not removed\n"));
        assertThat(Build.under(prefix)).isEqualTo(List.of("bin/mine", "share/licenses/daemontools/NOTICE"));
        assertThat(prefix.resolve("man")).doesNotExist();
    }
}
