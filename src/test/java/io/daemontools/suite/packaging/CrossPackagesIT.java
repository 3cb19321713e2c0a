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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** The Debian packages for other processors, whose programs run under an emulator. */
class CrossPackagesIT {
    private static final Path PACKAGES = Build.target("cross");

    @BeforeEach
    void inTheWholeRun() {
        assumeTrue(Effort.isWhole(), "takes a minute: in the whole run only");
    }

    /** The package for an architecture; skips the test if the build has not made it. */
    static Path made(String architecture) {
        assumeTrue(Files.isDirectory(PACKAGES), "needs packages for other processors");
        return Build.under(PACKAGES, 1).stream()
                .filter(file -> file.endsWith("_" + architecture + ".deb"))
                .findFirst()
                .map(PACKAGES::resolve)
                .orElseGet(() -> {
                    assumeTrue(false, "needs a compiler for " + architecture);
                    return PACKAGES;
                });
    }

    @InSandbox
    void arm64(Sandbox box) {
        works(box, "arm64", "qemu-aarch64-static", "/usr/aarch64-linux-gnu", "AArch64");
    }

    @InSandbox
    void armhf(Sandbox box) {
        works(box, "armhf", "qemu-arm-static", "/usr/arm-linux-gnueabihf", "ARM");
    }

    @InSandbox
    void i386(Sandbox box) {
        works(box, "i386", "qemu-i386-static", "/usr/i686-linux-gnu", "Intel 80386");
    }

    /**
     * Unpacks a package, and runs the check of the commands.
     *
     * @param libraries where Debian has the C library for that processor
     * @param machine the processor's name in readelf's output
     */
    private static void works(Sandbox box, String architecture, String emulator, String libraries, String machine) {
        Path deb = made(architecture);
        assertThat(field(box, deb, "Architecture")).isEqualTo(architecture);
        assertThat(field(box, deb, "Depends")).matches("libc6 \\(>= 2\\.\\d+\\)");
        assertThat(field(box, deb, "Installed-Size")).matches("\\d{4,5}");
        assertThat(box.program("dpkg-deb", "-x", deb.toString(), "root").run()).isEqualTo(Result.silent());
        assertThat(Build.under(box.path("root"))).isEqualTo(Build.under(unpackedOwn(box)));
        assertThat(box.program("readelf", "-h", "root/usr/bin/svc").run().out()).contains(machine);
        assumeTrue(box.shell("command -v " + emulator).run().code() == 0, "needs " + emulator);
        Result checked = box.program(
                        "sh",
                        box.file("emulated-check", Packaging.resource("emulated-check"))
                                .toString(),
                        "root/usr/bin",
                        emulator,
                        libraries,
                        Packaging.path("src/main/sh/check").toString())
                .within(Duration.ofMinutes(10))
                .run();
        assertThat(checked).isEqualTo(Result.prints("check: 22 commands work\n"));
    }

    /** The files of this machine's package. */
    private static Path unpackedOwn(Sandbox box) {
        Path deb = Build.made("daemontools-java_", ".deb");
        assertThat(box.program("dpkg-deb", "-x", deb.toString(), "own").run()).isEqualTo(Result.silent());
        return box.path("own");
    }

    private static String field(Sandbox box, Path deb, String field) {
        Result result = box.program("dpkg-deb", "-f", deb.toString(), field).run();
        assertThat(result.code()).as(result.err()).isZero();
        return result.out().strip();
    }

    @InSandbox
    void lintianFindsNoError(Sandbox box) {
        assumeTrue(box.shell("command -v lintian").run().code() == 0, "needs lintian");
        List<String> made = Stream.of("arm64", "armhf", "i386")
                .map(CrossPackagesIT::made)
                .map(Path::toString)
                .toList();
        List<String> command = Stream.concat(Stream.of("lintian", "--allow-root", "--fail-on", "error"), made.stream())
                .toList();
        Result result = box.program(command.toArray(String[]::new))
                .within(Duration.ofMinutes(5))
                .run();
        assertThat(result.code()).as(result.out() + result.err()).isZero();
    }
}
