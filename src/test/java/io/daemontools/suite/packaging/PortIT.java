package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FreeBSD's port: its list of files is that of the port of daemontools, and the additions. */
class PortIT {
    private static List<String> planned() {
        assumeTrue(Files.isDirectory(Packaging.path("target/recipes")), "needs the recipes that the build fills in");
        return Packaging.content("target/recipes/freebsd/pkg-plist").lines().toList();
    }

    private static List<String> plannedIn(String directory) {
        return planned().stream()
                .filter(file -> file.startsWith(directory))
                .map(file -> file.substring(directory.length()))
                .toList();
    }

    @Test
    void hasTheClassicCommandsAndTheirManuals() {
        assertThat(plannedIn("bin/")).isEqualTo(Toolset.COMMANDS);
        assertThat(plannedIn("share/man/man8/"))
                .isEqualTo(Toolset.COMMANDS.stream()
                        .map(command -> command + ".8.gz")
                        .toList());
        assertThat(plannedIn("etc/")).containsExactly("rc.d/svscan");
    }

    /** The message is in pkg's format: what is for an upgrade is not shown at an installation. */
    @Test
    void hasAMessageForEachOccasion() {
        String message = Packaging.content("freebsd/port/files/pkg-message.in");
        assertThat(message.lines().map(String::strip).filter(line -> line.startsWith("{ type:")))
                .containsExactly("{ type: install", "{ type: upgrade");
        assertThat(message)
                .contains("svscan_enable=YES", "service svscan upgrade")
                .doesNotContain("@");
        assertThat(Packaging.content("freebsd/port/Makefile"))
                .contains("SUB_FILES=\tpkg-message\n", "SUB_LIST=\tSERVICEDIR=${SERVICEDIR}\n");
        assertThat(Packaging.content("freebsd/rc.d/svscan")).contains("svscan_enable ", "extra_commands=\"upgrade\"");
    }

    /** Installs as the port does, with a uname that prints FreeBSD. pkg compresses manuals. */
    @InSandbox
    void installsWhatItLists(Sandbox box) {
        box.directory("system");
        box.script("system/uname", "#!/bin/sh\necho FreeBSD\n");
        assertThat(box.shell(
                                "PATH=$PWD/system:$PATH DESTDIR=$PWD/stage \"$1\" --no-list --mandir share/man --services /var/service /usr/local",
                                Packaging.path("install").toString())
                        .run())
                .isEqualTo(Result.silent());
        assertThat(Build.under(box.path("stage/usr/local")))
                .containsExactlyInAnyOrderElementsOf(planned().stream()
                        .filter(line -> !line.startsWith("@"))
                        .map(file -> file.replaceAll("\\.gz$", ""))
                        .toList());
        assertThat(box.content("stage/usr/local/etc/rc.d/svscan"))
                .contains(": \"${svscan_servicedir:=/var/service}\"", "command=\"/usr/local/bin/svscan\"")
                .doesNotContain("@prefix@", "@services@");
    }
}
