package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** The tarballs of programs: their contents, and that the programs work. */
class TarballIT {
    private static final List<String> BESIDES =
            List.of("Apache-2.0", "CHANGELOG.md", "LGPL-2.1", "LICENSE", "NOTICE", "README.md", "install");

    @BeforeEach
    void builtPrograms() {
        Build.needNativePrograms();
    }

    private static Path ofPrograms() {
        return Build.made("daemontools-", "-" + Build.property("platform") + ".tar.gz");
    }

    private static Path ofJars() {
        return Build.made("daemontools-", "-jvm.tar.gz");
    }

    private static List<String> namesOutside(Path directory, String... folders) {
        return Build.under(directory).stream()
                .filter(name -> Stream.of(folders).noneMatch(name::startsWith))
                .toList();
    }

    @InSandbox
    void ofPrograms(Sandbox box) {
        Path unpacked = Tarball.unpack(box, ofPrograms());
        assertThat(Build.under(unpacked.resolve("bin"))).isEqualTo(Toolset.COMMANDS);
        assertThat(Build.under(unpacked.resolve("share/man/man8")))
                .isEqualTo(
                        Toolset.COMMANDS.stream().map(command -> command + ".8").toList());
        assertThat(namesOutside(unpacked, "bin/", "share/", "templates/")).isEqualTo(BESIDES);
    }

    @InSandbox
    void ofJars(Sandbox box) {
        Path unpacked = Tarball.unpack(box, ofJars());
        assertThat(Build.under(unpacked.resolve("bin"))).isEqualTo(Toolset.COMMANDS);
        assertThat(Build.under(unpacked.resolve("lib")))
                .contains("svc.jar", "daemontools-posix-jvm.jar", "manual/svc.help")
                .noneMatch(name -> name.endsWith(".so") || name.endsWith(".jsa"));
        assertThat(namesOutside(unpacked, "bin/", "lib/", "share/", "templates/"))
                .isEqualTo(BESIDES);
        Result status =
                box.program(unpacked.resolve("bin/svok").toString(), ".").run();
        assertThat(status).isEqualTo(Result.exits(100));
    }

    @InSandbox
    void ofJarsInstalls(Sandbox box) {
        Path unpacked = Tarball.unpack(box, ofJars());
        Path prefix = box.path("prefix");
        Installer installer = new Installer(box, unpacked.resolve("install"));
        assertThat(installer.with(prefix).run()).isEqualTo(Result.silent());
        assertThat(Build.under(prefix.resolve("lib/daemontools"))).contains("svc.jar", "daemontools.jsa");
        assertThat(box.program(prefix.resolve("bin/svok").toString(), ".").run())
                .isEqualTo(Result.exits(100));
    }

    @InSandbox
    void ofProgramsHasNoJars(Sandbox box) {
        Path unpacked = Tarball.unpack(box, ofPrograms());
        Result result = new Installer(box, unpacked.resolve("install"))
                .with("--jvm", box.path("prefix"))
                .run();
        assertThat(result)
                .isEqualTo(Result.fails(
                        111, "install: fatal: " + unpacked + " contains no jars: they are in the jvm tarball\n"));
    }

    /** Data that differ between builds would make tarballs of the same sources differ. */
    @InSandbox
    void archivesAreReproducible(Sandbox box) {
        String date = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochSecond(Long.parseLong(Build.property("seconds"))));
        for (Path tarball : List.of(ofPrograms(), ofJars(), Build.made("daemontools-", "-c.tar.gz"))) {
            assertThat(Tarball.listing(box, tarball))
                    .isNotEmpty()
                    .allMatch(line -> line.matches("[-d]rw[-x]r-[-x]r-[-x] root/root +\\d+ " + date + " .*"));
        }
    }
}
