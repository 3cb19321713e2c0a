package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Privileges;
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

/** {@code svscan-stop} beside processes that look like svscan, with commands that fail, and with supervises that do not answer. */
class SvscanStopFaultsIT {
    private static final Path BASH = Path.of("/bin/bash");
    private static final String STUBBORN = "trap '' TERM; touch ready; while :; do sleep 0.1; done";

    private static ServiceDirectory stubborn(Sandbox box, String name) {
        return box.service(name).run(STUBBORN);
    }

    private static void awaitReady(ServiceDirectory stubborn) {
        Await.until("the trap", () -> Files.exists(stubborn.path("ready")));
    }

    private static void kill(Toolset tools, Sandbox box, String service) {
        box.run(tools, "svc", "-dxk", service);
        Await.equal("svok", 100, () -> box.run(tools, "svok", service).code());
    }

    /** Checks that only the real svscan is found, and is stopped. */
    private static void isNotFooled(Toolset tools, Sandbox box, Running impostor) {
        String services = box.path("service").toString();
        assertThat(Packaging.svscanStop(box, "-c", services).run()).isEqualTo(Result.silent());
        Running svscan = box.start(tools, "svscan", services);
        long pid = box.service("service/foo").up();
        assertThat(Packaging.svscanStop(box, "-c", services).run())
                .isEqualTo(Result.fails(
                        1, "svscan-stop: fatal: svscan (pid " + svscan.pid() + ") already runs on " + services + "\n"));
        assertThat(Packaging.svscanStop(box, services).run()).isEqualTo(Result.silent());
        assertThat(svscan.runs()).isFalse();
        assertThat(ProcessInfo.runs(pid)).isFalse();
        assertThat(impostor.runs()).isTrue();
    }

    /** Without limits, the shell would work on each java for ten seconds, and on each other process for two. */
    @EachToolset
    void isNotDelayedByLongArguments(Toolset tools, Sandbox box) throws IOException {
        Packaging.install(tools, box);
        box.directory("service");
        Path java = Files.createSymbolicLink(box.path("java"), Path.of("/bin/sh"));
        Running impostor = null;
        for (int i = 0; i < 10; i++) {
            impostor = box.program(
                            java.toString(), "-c", "read end", "io.daemontools.svscan.Svscan", "x".repeat(100_000))
                    .reading()
                    .start();
        }
        if (Files.exists(BASH)) {
            for (int i = 0; i < 10; i++) {
                box.program(BASH.toString(), "-c", "exec -a $0 /bin/sh -c 'read end'", "x".repeat(120_000))
                        .reading()
                        .start();
            }
        }
        isNotFooled(tools, box, impostor);
    }

    @EachToolset
    void ignoresAnotherUsersSvscan(Toolset tools, Sandbox box) throws IOException {
        Privileges.needRoot("another user");
        Packaging.install(tools, box);
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Files.setPosixFilePermissions(foo.path(), PosixFilePermissions.fromString("rwx------"));
        String services = box.path("service").toString();
        Running impostor = box.command(tools, "svscan", services).unprivileged().start();
        Await.until("message", () -> impostor.err().contains("unable to"));
        isNotFooled(tools, box, impostor);
    }

    @EachToolset
    void ignoresAnotherProgramOfTheName(Toolset tools, Sandbox box) throws IOException {
        Packaging.install(tools, box);
        box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Path named = Files.createSymbolicLink(box.path("svscan"), Path.of("/bin/sleep"));
        Running impostor =
                box.program(named.toString(), "86400").in(box.path("service")).start();
        isNotFooled(tools, box, impostor);
    }

    @EachToolset
    void findsSvscanWithAnyArgument(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Running svscan = box.command(tools, "svscan").in(box.path("service")).start();
        long pid = foo.up();
        String services = box.path("service").toString();
        assertThat(Packaging.svscanStop(box, "-c", services).run().code()).isEqualTo(1);
        assertThat(Packaging.svscanStop(box, services).run()).isEqualTo(Result.silent());
        assertThat(svscan.runs()).isFalse();
        assertThat(ProcessInfo.runs(pid)).isFalse();
    }

    @EachToolset
    void killsProcessesThatIgnoreTermOnRequest(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        ServiceDirectory stubborn = stubborn(box, "service/foo").log("exec multilog ./main");
        Running svscan = box.start(tools, "svscan", box.path("service").toString());
        awaitReady(stubborn);
        long pid = stubborn.up();
        stubborn.logger().up();
        Result stopped = Packaging.svscanStop(
                        box, "-k", "-t", "1", box.path("service").toString())
                .run();
        assertThat(stopped.code()).isZero();
        assertThat(stopped.err())
                .matches("svscan-stop: warning: did not stop, killed: .*/foo: up \\(pid " + pid
                        + "\\) [0-9]+ seconds, want down\n");
        assertThat(ProcessInfo.runs(pid)).isFalse();
        assertThat(svscan.runs()).isFalse();
        assertThat(Files.isExecutable(stubborn.path("log/main/current")))
                .as("logger ended in order")
                .isTrue();
    }

    /** A service for which svok and svstat give no answer is not stopped. */
    @EachToolset
    void failingCommandsDoNotMeanStopped(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        Packaging.ownCommands(box);
        ServiceDirectory foo = stubborn(box, "service/foo");
        box.start(tools, "supervise", "service/foo");
        awaitReady(foo);
        String services = box.path("service").toString();
        String line = "svscan-stop: warning: did not stop: " + foo.path() + "\n";
        box.shell(
                        "cd prefix/bin; rm svok svstat; printf '#!/bin/sh\\nexit 111\\n' >svok; cp svok svstat; chmod 755 svok svstat")
                .run();
        assertThat(Packaging.svscanStop(box, "-t", "1", services).run()).isEqualTo(Result.fails(1, line));
        box.shell("cp -P tools/svok prefix/bin/svok; ln -sf /nonexistent prefix/bin/svstat")
                .run();
        kill(tools, box, "service/foo");
    }

    /** All names together are longer than the arguments of a command may be. */
    @EachToolset
    void findsOneOfManyServices(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        ServiceDirectory foo = stubborn(box, "service/foo");
        box.start(tools, "supervise", "service/foo");
        awaitReady(foo);
        box.shell(
                        "cd service; i=0; while [ $i -lt 1500 ]; do echo \"$1$i\"; i=$((i + 1)); done | xargs mkdir",
                        "x".repeat(80))
                .run();
        Result stopped = box.shell(
                        "ulimit -s 300; exec \"$@\"",
                        box.path("prefix/libexec/daemontools/svscan-stop").toString(),
                        "-t",
                        "1",
                        box.path("service").toString())
                .run();
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.err()).contains("did not stop: " + foo.path());
        kill(tools, box, "service/foo");
    }

    @EachToolset
    void stoppedSuperviseDoesNotDelayTheStop(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        ServiceDirectory other = box.service("service/other").run(ServiceDirectory.STAYS_UP);
        Running stopped = box.start(tools, "supervise", "service/foo");
        box.start(tools, "supervise", "service/other");
        foo.up();
        long pid = other.up();
        stopped.signal("STOP");
        box.shell(
                        "tr '\\0' ' ' </dev/zero | dd of=service/foo/supervise/control bs=4096 count=64 iflag=fullblock oflag=nonblock")
                .run();
        Result result = Packaging.svscanStop(
                        box, "-t", "30", box.path("service").toString())
                .run();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("did not stop: " + foo.path()).doesNotContain("other");
        assertThat(ProcessInfo.runs(pid)).isFalse();
        stopped.signal("CONT");
        assertThat(box.run(tools, "svc", "-dx", "service/foo")).isEqualTo(Result.silent());
        assertThat(stopped.ended()).isZero();
    }

    /** One under svscan is continued. */
    @EachToolset
    void stoppedSuperviseIsContinued(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Running svscan = box.start(tools, "svscan", box.path("service").toString());
        long pid = foo.up();
        ProcessInfo.signal("STOP", ProcessInfo.children(svscan.pid()));
        assertThat(Packaging.svscanStop(box, box.path("service").toString()).run())
                .isEqualTo(Result.silent());
        assertThat(ProcessInfo.runs(pid)).isFalse();
    }

    /** The time limit holds even if the clock stands still. */
    @EachToolset
    void stoppedClockDoesNotDelayTheStop(Toolset tools, Sandbox box) {
        Packaging.install(tools, box);
        Packaging.ownCommands(box);
        box.shell("rm -f prefix/bin/date").run();
        box.script("prefix/bin/date", "#!/bin/sh\necho 0\n");
        ServiceDirectory foo = stubborn(box, "service/foo");
        box.start(tools, "supervise", "service/foo");
        awaitReady(foo);
        assertThat(Packaging.svscanStop(box, "-t", "1", box.path("service").toString())
                        .run()
                        .code())
                .isEqualTo(1);
        kill(tools, box, "service/foo");
    }
}
