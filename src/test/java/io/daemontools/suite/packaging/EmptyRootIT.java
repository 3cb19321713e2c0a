package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The container image, without an engine: static programs of musl in an otherwise empty root directory. */
class EmptyRootIT {
    private static final String[] PROGRAMS = {"svscan", "supervise", "multilog"};

    /** Makes {@code tree/bin}, the programs that the example needs, from the C of the build. */
    private static void compile(Sandbox box) {
        Path source = Packaging.path("target/native/c");
        assumeTrue(Files.exists(source.resolve("Makefile")), "needs the C that mvn package makes");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/musl-gcc")), "needs musl-gcc");
        Result made = box.shell(
                        "cp -R \"$1\" c && cd c && shift && mkdir -p bin work && make CC=musl-gcc CFLAGS=-O0 LDFLAGS=-static \"$@\" >/dev/null && cd .. && mkdir tree && mv c/bin tree/",
                        arguments(source))
                .run();
        assertThat(made).isEqualTo(Result.silent());
    }

    private static String[] arguments(Path source) {
        String[] arguments = new String[PROGRAMS.length + 1];
        arguments[0] = source.toString();
        for (int i = 0; i < PROGRAMS.length; i++) {
            arguments[i + 1] = "bin/" + PROGRAMS[i];
        }
        return arguments;
    }

    @InSandbox
    void runsAndStopsAServiceWithoutAShell(Sandbox box) {
        Privileges.needRoot("a root directory of its own");
        compile(box);
        script(box, "rootfs", "tree", "image");
        script(box, "example/install", "image");
        assertThat(box.path("image/bin").toFile().list()).containsExactlyInAnyOrder(PROGRAMS);

        ServiceDirectory tick = box.service("image/service/tick");
        Namespace container = Namespace.start(
                box,
                box.program("chroot", box.path("image").toString(), "/bin/svscan", "/service")
                        .with("PATH", "/bin:/usr/bin:/usr/sbin:/sbin")
                        .with("SVSCAN_STOP_SECONDS", "86400"));
        Await.until("second line", () -> tick.content("log/main/current").contains(" tick 2\n"));
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        // There is no /proc, as an engine would mount: without it the system does not reveal its boot id.
        String unidentified =
                "supervise: warning: unable to identify processes for %s: none is recovered after a crash";
        assertThat(container.err().lines())
                .containsExactlyInAnyOrder(unidentified.formatted("tick"), unidentified.formatted("log"));
        assertThat(tick.content("log/main/current")).endsWith(" that was all\n");
        assertThat(tick.content("log/main/current").lines().toList())
                .first()
                .asString()
                .matches("@[0-9a-f]{24} tick 1");
    }

    @InSandbox
    void busyboxLinksDoNotHideTheSuite(Sandbox box) throws IOException {
        box.directory("tree/bin");
        for (String program : new String[] {"svscan", "svok"}) {
            box.script("tree/bin/" + program, "#!/bin/sh\n");
        }
        box.script("some-busybox", "#!/bin/sh\n[ \"$*\" = --list ] && printf 'busybox\\nsh\\nsleep\\nsvok\\n'\n");
        script(box, "rootfs", "--busybox", "some-busybox", "tree", "image");
        assertThat(box.path("image/bin").toFile().list())
                .containsExactlyInAnyOrder("busybox", "sh", "sleep", "svok", "svscan");
        assertThat(Files.readSymbolicLink(box.path("image/bin/sleep"))).hasToString("busybox");
        assertThat(box.path("image/bin/svok")).isRegularFile().hasContent(box.content("tree/bin/svok"));
    }

    @InSandbox
    void rejectsProgramsThatCannotRunThere(Sandbox box) {
        assertThat(box.program(Packaging.path("container/rootfs").toString()).run())
                .isEqualTo(new Result(100, "", "rootfs: usage: rootfs [--busybox FILE] TREE ROOT\n"));
        refuses(box, "image", "no programs are in tree/bin: mvn package makes them");
        box.directory("tree/bin");
        box.shell("cp /bin/ls tree/bin/svscan").run();
        refuses(box, "image", "tree/bin/svscan is not static: build with CC=musl-gcc LDFLAGS=-static");
        assertThat(box.path("image")).doesNotExist();
        box.directory("full/bin");
        refuses(box, "full", "full is not empty");
    }

    private static void refuses(Sandbox box, String root, String why) {
        assertThat(box.program(Packaging.path("container/rootfs").toString(), "tree", root)
                        .run())
                .isEqualTo(new Result(111, "", "rootfs: fatal: " + why + "\n"));
    }

    private static void script(Sandbox box, String name, String... arguments) {
        String[] argv = new String[arguments.length + 1];
        argv[0] = Packaging.path("container/" + name).toString();
        System.arraycopy(arguments, 0, argv, 1, arguments.length);
        assertThat(box.program(argv).run()).isEqualTo(Result.silent());
    }
}
