package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** update-service, beside Debian's of the package daemontools-run, which {@code daemontools.update-service} may name. */
class UpdateServiceIT {
    private static final String BUILT = Packaging.path("debian/update-service").toString();
    private static final String DEBIANS = System.getProperty("daemontools.update-service", "/usr/sbin/update-service");

    /** The calls, in order; {@code @} is the directory of the test. */
    private static final List<String> QUESTIONS = List.of(
            "",
            "--help",
            "list",
            "--list",
            "-l",
            "--list foo",
            "--check foo",
            "--check",
            "-c nothing",
            "--add",
            "--add @/missing",
            "--add sv/foo",
            "--add @/sv/foo .foo",
            "--add @/sv/foo a/b",
            "--add @/sv/foo",
            "--add @/sv/foo",
            "--add @/sv/foo/",
            "-a @/sv/bar other",
            "-a @/sv/bar foo",
            "-a @/sv/foo file",
            "--list",
            "--list foo",
            "--list other",
            "--list foo/",
            "--check foo",
            "-c file",
            "--list file",
            "--remove",
            "--remove @/sv/bar",
            "--remove @/sv/bar foo",
            "--remove @/sv/foo file",
            "--remove @/sv/foo",
            "--remove @/sv/foo",
            "-r @/sv/bar other",
            "--list",
            "--other @/sv/bar",
            "-x");

    private static final String MAKE =
            "mkdir -p \"$1/sv/foo/log\" \"$1/sv/bar\" \"$1/service\"; echo >\"$1/service/file\"";

    /** The results of one of the two for all calls, and the files afterwards, without the name of the directory. */
    private static List<String> answers(Sandbox box, String program, String directory) {
        String root = box.path(directory).toString();
        box.shell(MAKE, root).run();
        List<String> answers = new ArrayList<>();
        for (String question : QUESTIONS) {
            // An unquoted $2 is split into arguments.
            Result result = box.shell(
                            "cd \"$3\" && SVDIR=$3/service exec \"$1\" $2", program, question.replace("@", root), root)
                    .run();
            String left = box.shell(
                            "cd \"$1\" && find . | sort | while read -r f; do echo \"$f $(readlink \"$f\")\"; done",
                            root)
                    .run()
                    .out();
            answers.add((question + ": " + result + "\n" + left).replace(root, "@"));
        }
        return answers;
    }

    /** runit has a command of this name, which has more options. */
    private static void needDebians() throws IOException {
        Path reference = Path.of(DEBIANS);
        assumeTrue(
                Files.isExecutable(reference) && !Files.readString(reference).contains("runsvdir"),
                "needs Debian's update-service (daemontools-run)");
    }

    @InSandbox
    void worksLikeDebians(Sandbox box) throws IOException {
        needDebians();
        Privileges.needRoot("both add and remove for root only");
        assertThat(answers(box, BUILT, "built")).isEqualTo(answers(box, DEBIANS, "debians"));
    }

    @InSandbox
    void addsAndRemovesForRootOnly(Sandbox box) {
        box.shell(MAKE, box.path("all").toString()).run();
        // other users may not be able to reach the module
        String program = box.script("update-service", Packaging.content("debian/update-service"))
                .toString();
        for (String action : List.of("-a", "-r")) {
            assertThat(box.program(program, action, box.path("all/sv/foo").toString())
                            .with("SVDIR", box.path("all/service").toString())
                            .unprivileged()
                            .run())
                    .isEqualTo(new Result(
                            1, "", "update-service: fatal: update-service " + action + " must be run by root.\n\n"));
        }
    }

    /** Another /etc and /var/lib, which the two may change. */
    @InSandbox
    void keepsStateOutOfEtcAsDebians(Sandbox box) throws IOException {
        needDebians();
        Privileges.needRoot("mounts");
        List<String> seen = new ArrayList<>();
        for (String program : List.of(BUILT, DEBIANS)) {
            String name = "system" + seen.size();
            String root = box.path(name).toString();
            box.shell(
                            "mkdir -p \"$1/etc/sv/foo/log\" \"$1/etc/service\" \"$1/lib/supervise\" \"$1/etc/sv/foo/supervise\"; cp \"$2\" \"$1/lib/update-service\"",
                            root,
                            program)
                    .run();
            Result result = box.shell(
                            "mount --bind \"$1/etc\" /etc && mount --bind \"$1/lib\" /var/lib && cd / && "
                                    + "/var/lib/update-service --add /etc/sv/foo && "
                                    + "find /etc /var/lib/supervise | sort | while read -r f; do echo \"$f $(readlink \"$f\")\"; done",
                            root)
                    .through("unshare", "--mount")
                    .run();
            seen.add(result.toString());
        }
        assertThat(seen.get(0))
                .isEqualTo(seen.get(1))
                .contains("/etc/sv/foo/log/supervise /var/lib/supervise/foo.log\n");
    }

    @EachToolset
    void addsAndRemovesWhatSvscanRuns(Toolset tools, Sandbox box) {
        Privileges.needRoot("update-service adds and removes for root only");
        ServiceDirectory foo =
                box.service("sv/foo").run(ServiceDirectory.STAYS_UP).log("exec cat >> all");
        String services = box.directory("service").toString();
        box.start(tools, "svscan", services);
        assertThat(update(box, tools, services, "--add", foo)).isEqualTo(new Result(0, "Service foo added.\n", ""));
        foo.up();
        foo.logger().up();
        assertThat(update(box, tools, services, "--remove", foo))
                .isEqualTo(new Result(
                        0, "Service foo removed, the service daemon received the TERM and CONT signals.\n", ""));
        Await.equal("svok", 100, () -> box.run(tools, "svok", "sv/foo").code());
        Await.equal("svok", 100, () -> box.run(tools, "svok", "sv/foo/log").code());
    }

    @EachToolset
    void refusesASupervisedDirectory(Toolset tools, Sandbox box) {
        Privileges.needRoot("update-service adds and removes for root only");
        ServiceDirectory foo = box.service("sv/foo").run(ServiceDirectory.STAYS_UP);
        String services = box.directory("service").toString();
        box.start(tools, "supervise", "sv/foo");
        foo.up();
        assertThat(update(box, tools, services, "--add", foo))
                .isEqualTo(new Result(
                        1,
                        "",
                        "update-service: fatal: " + foo.path()
                                + " is currently controlled by a supervise(8) process.\n\n"));
    }

    /** In either order, each reports that the service is there, and there is one link. */
    @InSandbox
    void concurrentAdditionsSucceed(Sandbox box) {
        Privileges.needRoot("update-service adds for root only");
        box.shell(MAKE, box.path("all").toString()).run();
        for (int round = 0; round < 10; round++) {
            String name = "name" + round;
            Result added = box.shell(
                            "for i in 1 2 3 4; do \"$1\" --add \"$2\" \"$3\" & done; wait; find \"$2\" \"$SVDIR\" -name '.*' -o -type l",
                            BUILT,
                            box.path("all/sv/foo").toString(),
                            name)
                    .with("SVDIR", box.path("all/service").toString())
                    .run();
            assertThat(added.err()).isEmpty();
            assertThat(added.out().lines().filter(line -> line.startsWith("Service " + name)))
                    .hasSize(4)
                    .containsOnlyOnce("Service " + name + " added.");
            assertThat(added.out().lines().filter(line -> line.startsWith("/")))
                    .hasSize(round + 1)
                    .allMatch(
                            line -> line.startsWith(box.path("all/service/name").toString()));
        }
    }

    /** Some file systems have no hard links. */
    @InSandbox
    void addsWithoutHardLinks(Sandbox box) {
        Privileges.needRoot("update-service adds for root only");
        box.shell(MAKE, box.path("all").toString()).run();
        String ln = box.shell("command -v ln").run().out().trim();
        box.directory("bin");
        box.script(
                "bin/ln",
                "#!/bin/sh\ncase $1 in -s*) exec " + ln
                        + " \"$@\" ;; esac\necho 'ln: Operation not permitted' >&2\nexit 1\n");
        String directory = box.path("all/sv/foo").toString();
        Result added = box.shell(
                        "PATH=$1:$PATH exec \"$2\" --add \"$3\"",
                        box.path("bin").toString(),
                        BUILT,
                        directory)
                .with("SVDIR", box.path("all/service").toString())
                .run();
        assertThat(added).isEqualTo(Result.prints("Service foo added.\n"));
        assertThat(box.path("all/service").toFile().list()).containsExactlyInAnyOrder("file", "foo");
    }

    @InSandbox
    void removesADanglingLink(Sandbox box) {
        Privileges.needRoot("update-service removes for root only");
        box.shell(MAKE, box.path("all").toString()).run();
        String directory = box.path("all/sv/bar").toString();
        assertThat(of(box, "--add", directory).code()).isZero();
        box.shell("rm -r all/sv/bar").run();
        assertThat(of(box, "--remove", box.path("all/sv/gone").toString()).code())
                .isEqualTo(1);
        assertThat(of(box, "--remove", directory))
                .isEqualTo(Result.prints("Service bar removed; " + directory
                        + " does not exist, so no command was sent to its supervise.\n"));
        assertThat(box.path("all/service").toFile().list()).containsExactly("file");
    }

    /** The name of a service may end like that of a logger's state. */
    @InSandbox
    void keepsStatesApart(Sandbox box) {
        Privileges.needRoot("mounts");
        String root = box.path("system").toString();
        box.shell(
                        "mkdir -p \"$1/etc/sv/foo/log\" \"$1/etc/sv/foo.log\" \"$1/etc/service\" \"$1/lib\"; cp \"$2\" \"$1/lib/update-service\"",
                        root,
                        BUILT)
                .run();
        for (String order : List.of("foo foo.log", "foo.log foo")) {
            Result result = box.shell(
                            "mount --bind \"$1/etc\" /etc && mount --bind \"$1/lib\" /var/lib && cd /etc/sv && for name in $2; do "
                                    + "/var/lib/update-service --add /etc/sv/$name; done; readlink foo/supervise foo/log/supervise foo.log/supervise; "
                                    + "rm */supervise */log/supervise /etc/service/*",
                            root,
                            order)
                    .through("unshare", "--mount")
                    .run();
            assertThat(result.out().lines().filter(line -> line.startsWith("/")))
                    .as(order)
                    .hasSize(3)
                    .doesNotHaveDuplicates();
        }
    }

    private static Result of(Sandbox box, String... arguments) {
        return box.program(Stream.concat(Stream.of(BUILT), Stream.of(arguments)).toArray(String[]::new))
                .with("SVDIR", box.path("all/service").toString())
                .run();
    }

    private static Result update(Sandbox box, Toolset tools, String services, String action, ServiceDirectory service) {
        return box.program(BUILT, action, service.path().toString())
                .on(tools)
                .with("SVDIR", services)
                .run();
    }
}
