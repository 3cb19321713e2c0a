package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The files supervise makes in {@code DIR/supervise}, and what it does if something else is there. */
class SuperviseFilesIT {

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Map<String, String> modes(Path dir) throws IOException {
        Map<String, String> modes = new TreeMap<>();
        try (var files = Files.list(dir)) {
            for (Path file : files.toList()) {
                modes.put(file.getFileName().toString(), mode(file));
            }
        }
        return modes;
    }

    /** The modes of the files of 0.76; this version also has a history, with the mode of the lock. */
    private static Map<String, String> modesOf076(Toolset tools, Path directory) throws IOException {
        Map<String, String> modes = modes(directory);
        assertThat(modes.remove("history")).isEqualTo(tools.isOriginal() ? null : "rw-------");
        return modes;
    }

    @EachToolset
    void areFourWithTheseModes(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.command(tools, "supervise", "foo")
                .through("/bin/sh", "-c", "umask 022; exec \"$0\" \"$@\"")
                .start();
        foo.up();

        assertThat(mode(foo.path("supervise"))).isEqualTo("rwx------");
        assertThat(modesOf076(tools, foo.path("supervise")))
                .isEqualTo(
                        Map.of("lock", "rw-------", "control", "rw-------", "ok", "rw-------", "status", "rw-r--r--"));
        assertThat(Files.size(foo.path("supervise/status"))).isEqualTo(18);
        assertThat(Files.size(foo.path("supervise/lock"))).isZero();
        assertThat(box.shell("test -p foo/supervise/control && test -p foo/supervise/ok")
                        .run())
                .isEqualTo(Result.silent());
    }

    @EachToolset
    void keepToTheUmask(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.command(tools, "supervise", "foo")
                .through("/bin/sh", "-c", "umask 037; exec \"$0\" \"$@\"")
                .start();
        foo.up();

        assertThat(mode(foo.path("supervise"))).isEqualTo("rwx------");
        assertThat(modesOf076(tools, foo.path("supervise")))
                .isEqualTo(
                        Map.of("lock", "rw-------", "control", "rw-------", "ok", "rw-------", "status", "rw-r-----"));
    }

    @EachToolset
    void remainAfterExitAndAreReused(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running first = box.start(tools, "supervise", "foo");
        long pid = foo.up();
        Object control = Files.getAttribute(foo.path("supervise/control"), "unix:ino");
        box.run(tools, "svc", "-dx", "foo");
        assertThat(first.ended()).isZero();
        assertThat(modesOf076(tools, foo.path("supervise"))).containsOnlyKeys("lock", "control", "ok", "status");

        box.start(tools, "supervise", "foo");
        foo.upAgain(pid);
        assertThat(Files.getAttribute(foo.path("supervise/control"), "unix:ino"))
                .isEqualTo(control);
    }

    @EachToolset
    void statusHasTheTimeOfThePid(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Instant before = Instant.now();
        box.start(tools, "supervise", "foo");
        long pid = foo.up();
        Instant up = foo.status().since();
        assertThat(up).isBetween(before, Instant.now());

        box.run(tools, "svc", "-pc", "foo");
        box.run(tools, "svc", "-o", "foo");
        Await.equal("want", 0, () -> (int) foo.status().want());
        assertThat(foo.status().since()).as("same process, same stamp").isEqualTo(up);

        Instant killed = Instant.now();
        ProcessInfo.signal("KILL", pid);
        foo.awaitDown();
        assertThat(foo.status().since()).isBetween(killed, Instant.now());
    }

    @EachToolset
    void followADanglingLink(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.shell("ln -s ../elsewhere foo/supervise").run();
        box.start(tools, "supervise", "foo");
        foo.up();
        assertThat(mode(box.path("elsewhere"))).isEqualTo("rwx------");
        assertThat(modesOf076(tools, box.path("elsewhere"))).containsOnlyKeys("lock", "control", "ok", "status");
    }

    @EachToolset
    void cannotBeMadeInAFile(Toolset tools, Sandbox box) {
        box.service("foo");
        box.file("foo/supervise", "");
        assertThat(box.run(tools, "supervise", "foo"))
                .isEqualTo(
                        Result.fails(111, "supervise: fatal: unable to acquire foo/supervise/lock: not a directory\n"));
    }

    @EachToolset
    void lockMustBeAFile(Toolset tools, Sandbox box) {
        box.directory("foo/supervise/lock");
        assertThat(box.run(tools, "supervise", "foo"))
                .isEqualTo(
                        Result.fails(111, "supervise: fatal: unable to acquire foo/supervise/lock: is a directory\n"));
        box.directory("bar/supervise");
        box.shell("mkfifo bar/supervise/lock").run();
        assertThat(box.run(tools, "supervise", "bar"))
                .isEqualTo(Result.fails(
                        111, "supervise: fatal: unable to acquire bar/supervise/lock: device not configured\n"));
    }

    @EachToolset
    void controlMayNotBeADirectory(Toolset tools, Sandbox box) {
        box.directory("foo/supervise/control");
        assertThat(box.run(tools, "supervise", "foo"))
                .isEqualTo(
                        Result.fails(111, "supervise: fatal: unable to write foo/supervise/control: is a directory\n"));
    }

    @EachToolset
    void plainFilesMayReplaceTheFifos(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.directory("foo/supervise");
        box.file("foo/supervise/control", "");
        box.file("foo/supervise/ok", "");
        Running supervise = box.start(tools, "supervise", "foo");
        long pid = foo.up();
        assertThat(box.run(tools, "svok", "foo")).isEqualTo(Result.silent());
        assertThat(box.run(tools, "svstat", "foo").out()).matches("foo: up \\(pid " + pid + "\\) [0-9]+ seconds\n");

        ProcessInfo.signal("KILL", pid);
        foo.upAgain(pid);
        assertThat(supervise.err()).isEmpty();
    }

    @EachToolset
    void warnsOfAStatusThatCannotBeWritten(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run("echo ran > ran", ServiceDirectory.STAYS_UP);
        box.directory("foo/supervise/status");
        Running supervise = box.start(tools, "supervise", "foo");
        Await.equal("service", "ran\n", () -> foo.content("ran"));
        String warning = "supervise: warning: unable to rename foo/supervise/status.new to status: is a directory\n";
        Await.equal("warnings", warning + warning, supervise::err);

        box.run(tools, "svc", "-dx", "foo");
        assertThat(supervise.ended()).isZero();
    }
}
