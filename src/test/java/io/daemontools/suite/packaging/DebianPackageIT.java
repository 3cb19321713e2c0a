package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** The Debian packages: their data, their files, and a system before, with and after them. */
class DebianPackageIT {

    @BeforeEach
    void builtPackages() {
        Build.needNativePrograms();
        assumeTrue("false".equals(Build.property("skip.deb")), "needs packages, which are made on Linux");
    }

    private static Path commands() {
        return Build.made("daemontools-java_", ".deb");
    }

    private static Path services() {
        return Build.made("daemontools-java-run_", ".deb");
    }

    private static void needTool(String tool) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", tool)), "needs " + tool);
    }

    private static String field(Sandbox box, Path deb, String field) {
        Result result = box.program("dpkg-deb", "-f", deb.toString(), field).run();
        assertThat(result.code()).as(result.err()).isZero();
        return result.out().strip();
    }

    private static List<String> unpacked(Sandbox box, Path deb) {
        Path root = box.path("root");
        assertThat(box.program("dpkg-deb", "-x", deb.toString(), root.toString())
                        .run())
                .isEqualTo(Result.silent());
        return Build.under(root);
    }

    private static Stream<String> documents(String name) {
        return Stream.of(
                "usr/share/doc/" + name + "/changelog.Debian.gz",
                "usr/share/doc/" + name + "/copyright",
                "usr/share/lintian/overrides/" + name);
    }

    @InSandbox
    void takesThePlaceOfDaemontools(Sandbox box) {
        needTool("dpkg-deb");
        assertThat(field(box, commands(), "Package")).isEqualTo("daemontools-java");
        assertThat(field(box, commands(), "Conflicts")).isEqualTo("daemontools");
        assertThat(field(box, commands(), "Replaces")).isEqualTo("daemontools");
        assertThat(field(box, commands(), "Provides")).isEqualTo("daemontools (= 1:0.76+java)");
        assertThat(field(box, commands(), "Architecture")).isEqualTo(Build.property("debian.architecture"));
        assertThat(field(box, services(), "Provides")).isEqualTo("daemontools-run (= 1:0.76+java)");
        assertThat(field(box, services(), "Depends")).isEqualTo("daemontools-java, procps");
    }

    @InSandbox
    void containsTheCommandsAndTheirPages(Sandbox box) {
        needTool("dpkg-deb");
        Stream<String> installed = Build.files("share/man/man8", "vendor-completions")
                .map(file -> "usr/" + file)
                .map(file -> file.endsWith(".8") ? file + ".gz" : file);
        Stream<String> forDebians = Stream.of(
                "lib/systemd/system/daemontools-run.service.d/daemontools-java.conf",
                "usr/libexec/daemontools/keep-services",
                "usr/share/doc/daemontools-java/README.md",
                "usr/share/doc/daemontools-java/changelog.gz");
        assertThat(unpacked(box, commands()))
                .isEqualTo(Stream.of(installed, forDebians, documents("daemontools-java"))
                        .flatMap(names -> names)
                        .sorted()
                        .toList());
        assertThat(box.path("root/usr/bin/svscanboot")).content().contains("${1:-/etc/service}");
    }

    @InSandbox
    void runPackageHasTheSystemsService(Sandbox box) {
        needTool("dpkg-deb");
        Stream<String> installed = Stream.of(
                "lib/systemd/system/daemontools-run.service",
                "lib/systemd/system/svscan.service",
                "usr/libexec/daemontools/svscan-stop",
                "usr/sbin/update-service",
                "usr/share/man/man8/update-service.8.gz");
        assertThat(unpacked(box, services()))
                .isEqualTo(Stream.concat(installed, documents("daemontools-java-run"))
                        .sorted()
                        .toList());
        assertThat(box.path("root/etc/service")).isEmptyDirectory();
        assertThat(box.path("root/lib/systemd/system/svscan.service"))
                .content()
                .contains("ExecStart=/usr/bin/svscanboot /etc/service\n")
                .endsWith("\n[Install]\nWantedBy=multi-user.target\n");
    }

    /** They read accounts as root. */
    @InSandbox
    void programsThatLookUpAccountsAreHardened(Sandbox box) {
        needTool("readelf");
        needTool("dpkg-deb");
        unpacked(box, commands());
        for (String program : List.of("setuidgid", "envuidgid")) {
            String dynamic = box.program("readelf", "-dW", "root/usr/bin/" + program)
                    .run()
                    .out();
            assertThat(dynamic).contains("BIND_NOW").containsPattern("FLAGS_1.* PIE");
            assertThat(box.program("readelf", "-lW", "root/usr/bin/" + program)
                            .run()
                            .out())
                    .contains("GNU_RELRO");
            assertThat(box.program("readelf", "-sW", "--dyn-syms", "root/usr/bin/" + program)
                            .run()
                            .out())
                    .contains("__stack_chk_fail");
        }
    }

    @InSandbox
    void lintianFindsNoError(Sandbox box) {
        needTool("lintian");
        Result result = box.program(
                        "lintian",
                        "--allow-root",
                        "--fail-on",
                        "error",
                        commands().toString(),
                        services().toString())
                .run();
        assertThat(result.code()).as(result.out() + result.err()).isZero();
    }

    @InSandbox
    void isInstalledUsedAndRemoved(Sandbox box) {
        needTool("dpkg");
        Result result = OverlayRoot.run(
                box, Packaging.resource("debian-packages"), Duration.ofMinutes(1), commands(), services());
        assertThat(result).isEqualTo(Result.prints("""
                                commands installed:
                                daemontools-java installed
                                services installed:
                                daemontools-java installed
                                daemontools-java-run installed
                                1a2,4
                                > #-- daemontools-java-run begin
                                > SV:123456:respawn:/usr/bin/svscanboot
                                > #-- daemontools-java-run end
                                Service hello added.
                                listed:
                                hello
                                Service hello removed, the service daemon received the TERM and CONT signals.
                                init q
                                init q
                                removed:
                                """));
    }
}
