package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** svscan as the first process of a container. */
class ProcessOneIT {

    private static Namespace svscan(Sandbox box, Toolset tools) {
        // A loaded machine may take longer than a container engine would wait.
        return svscan(box, tools, "86400");
    }

    private static Namespace svscan(Sandbox box, Toolset tools, String seconds) {
        return Namespace.start(box, box.command(tools, "svscan", "service").with("SVSCAN_STOP_SECONDS", seconds));
    }

    @EachToolset
    void reapsOrphans(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo")
                .run("(sleep 86399 & exec sleep 0) >/dev/null", "touch orphaned", ServiceDirectory.STAYS_UP);
        Namespace container = svscan(box, tools);
        Await.until("orphan", () -> Files.exists(foo.path("orphaned")));
        long orphan = Await.value(
                "orphan",
                () -> ProcessInfo.children(container.first()).stream()
                        .filter(pid -> ProcessInfo.commandLine(pid).equals("sleep 86399"))
                        .findFirst()
                        .orElse(null));
        ProcessInfo.signal("KILL", orphan);
        Await.equal("state of the orphan", '-', () -> ProcessInfo.state(orphan));
        assertThat(foo.status().up()).isTrue();
    }

    @BeyondOriginal
    void stopsServicesThenLoggersOnTerm(Toolset tools, Sandbox box) throws IOException {
        List<ServiceDirectory> services = List.of(
                FinalOutput.service(box, "service/one"),
                FinalOutput.service(box, "service/two"),
                FinalOutput.service(box, "service/three"));
        ServiceDirectory unlogged = box.service("service/unlogged").run(ServiceDirectory.STAYS_UP);
        Namespace container = svscan(box, tools);
        unlogged.up();
        for (ServiceDirectory service : services) {
            Await.until("first line", () -> service.content("log/main/current").equals("begun\n"));
        }
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEmpty();
        for (ServiceDirectory service : services) {
            assertThat(FinalOutput.logged(service)).isEqualTo(FinalOutput.all());
            assertThat(Files.isExecutable(service.path("log/main/current")))
                    .as("ended in order")
                    .isTrue();
        }
    }

    @BeyondOriginal
    void losesNothingOfAPausedLogger(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = FinalOutput.service(box, "service/foo");
        Namespace container = started(tools, box, foo);
        assertThat(box.run(tools, "svc", "-p", "service/foo/log")).isEqualTo(Result.silent());
        Await.until("pause", () -> foo.logger().status().paused());
        stopsInOrder(container, foo);
    }

    @BeyondOriginal
    void continuesStoppedSupervises(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = FinalOutput.service(box, "service/foo");
        Namespace container = started(tools, box, foo);
        ProcessInfo.signal("STOP", ProcessInfo.children(container.first()));
        stopsInOrder(container, foo);
    }

    @BeyondOriginal
    void stopsAServiceThatWasMovedOut(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = FinalOutput.service(box, "service/foo");
        Namespace container = started(tools, box, foo);
        box.shell("mv service/foo elsewhere").run();
        ServiceDirectory moved = box.service("elsewhere");
        stopsInOrder(container, moved);
    }

    private static Namespace started(Toolset tools, Sandbox box, ServiceDirectory service) {
        Namespace container = svscan(box, tools);
        Await.equal("first line", "begun\n", () -> service.content("log/main/current"));
        return container;
    }

    private static void stopsInOrder(Namespace container, ServiceDirectory service) throws IOException {
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEmpty();
        assertThat(FinalOutput.logged(service)).isEqualTo(FinalOutput.all());
        assertThat(Files.isExecutable(service.path("log/main/current")))
                .as("ended in order")
                .isTrue();
    }

    /** As a terminal sends it, to its foreground process group. */
    @BeyondOriginal
    void stopsInOrderOnInterruptToItsProcessGroup(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("service/foo")
                .run(
                        "exec 2>&1",
                        "trap '' INT",
                        "trap 'echo goodbye; exit' TERM",
                        "echo begun",
                        "while :; do sleep 0.05; done")
                .log("exec multilog ./main");
        Namespace container = Namespace.start(
                box,
                box.command(tools, "svscan", "service")
                        .with("SVSCAN_STOP_SECONDS", "86400")
                        .through("setsid"));
        Await.equal("first line", "begun\n", () -> foo.content("log/main/current"));
        box.shell("kill -INT -$1", Long.toString(container.first())).run();
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEmpty();
        assertThat(foo.content("log/main/current")).isEqualTo("begun\ngoodbye\n");
        assertThat(Files.isExecutable(foo.path("log/main/current")))
                .as("ended in order")
                .isTrue();
    }

    @BeyondOriginal
    void groupSignalOfARunScriptStaysInItsService(Toolset tools, Sandbox box) {
        ServiceDirectory other = box.service("service/other").run(ServiceDirectory.STAYS_UP);
        ServiceDirectory killing = box.service("service/killing")
                .run("echo started >> starts", "while [ ! -e end ]; do sleep 0.05; done", "rm end", "kill 0");
        Namespace container = svscan(box, tools);
        long pid = other.up();
        Await.equal("starts", "started\n", () -> killing.content("starts"));
        box.file("service/killing/end", "");
        Await.equal("starts", "started\nstarted\n", () -> killing.content("starts"));
        assertThat(other.status().pid()).isEqualTo((int) pid);
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEmpty();
    }

    @BeyondOriginal
    void stopsOnInterrupt(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Namespace container = svscan(box, tools);
        foo.up();
        container.signal("INT");
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEmpty();
        assertThat(foo.status().up()).isFalse();
    }

    /** Images of other servers, LXC and systemd-nspawn send these. HUP stops nothing. */
    @BeyondOriginal
    void stopsOnOtherSignals(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        for (String signal : List.of("QUIT", "PWR", "RTMIN+3")) {
            Namespace container = svscan(box, tools);
            long pid = foo.up();
            container.signal("HUP");
            assertThat(box.run(tools, "svc", "-u", "service/foo")).isEqualTo(Result.silent());
            assertThat(foo.up()).isEqualTo(pid);
            container.signal(signal);
            assertThat(container.ended()).as(signal).isZero();
            assertThat(container.err()).isEmpty();
            assertThat(foo.status().up()).isFalse();
        }
    }

    @BeyondOriginal
    void endsWithAnEssentialService(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory other = FinalOutput.service(box, "service/other");
        ServiceDirectory main = box.service("service/main")
                .run("grep -qs begun ../other/log/main/current || { sleep 0.1; exec ./run; }", "eval \"$(cat end)\"");
        main.essential();
        box.file("service/main/end", "exit 77");
        Namespace container = svscan(box, tools);
        assertThat(container.ended()).isEqualTo(77);
        assertThat(container.err()).isEmpty();
        assertThat(FinalOutput.logged(other)).isEqualTo(FinalOutput.all());

        box.file("service/main/end", "kill -9 $$");
        assertThat(svscan(box, tools).ended()).isEqualTo(128 + 9);
    }

    @BeyondOriginal
    void superviseStopsItsService(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo")
                .run("trap 'echo stopped > end; exit' TERM", "touch ready; while :; do sleep 0.05; done");
        Namespace container = Namespace.start(box, box.command(tools, "supervise", "foo"));
        Await.until("readiness", () -> Files.exists(foo.path("ready")));
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(foo.content("end")).isEqualTo("stopped\n");
    }

    @BeyondOriginal
    void svscanbootStopsInOrder(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = FinalOutput.service(box, "service/foo");
        Namespace container = Namespace.start(
                box,
                box.program(tools.command("svscanboot"), box.path("service").toString())
                        .with("SVSCAN_STOP_SECONDS", "86400"));
        Await.equal("first line", "begun\n", () -> foo.content("log/main/current"));
        stopsInOrder(container, foo);
    }

    @BeyondOriginal
    void secondTermKillsRemainingProcesses(Toolset tools, Sandbox box) {
        ServiceDirectory stubborn = box.service("service/stubborn")
                .run("trap 'touch asked' TERM", "touch ready", "while :; do sleep 0.1; done")
                .log("exec multilog ./main");
        Namespace container = svscan(box, tools);
        Await.until("readiness", () -> Files.exists(stubborn.path("ready")));
        container.signal("TERM");
        Await.until("being asked", () -> Files.exists(stubborn.path("asked")));
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEqualTo("svscan: warning: killing stubborn, which has not stopped in time\n");
    }

    @BeyondOriginal
    void endsUnsupervisedDaemons(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo")
                .run(
                        "(sh -c 'trap \"echo asked >> end; exit\" TERM; touch ready; while :; do sleep 0.1; done' 2>/dev/null & exec true)",
                        ServiceDirectory.STAYS_UP);
        Namespace container = svscan(box, tools);
        Await.until("daemon", () -> Files.exists(foo.path("ready")));
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(foo.content("end")).isEqualTo("asked\n");
        assertThat(container.err()).isEmpty();
    }

    /** A run script without exec leaves its child behind. The log is complete when that has ended, too. */
    @BeyondOriginal
    void endsWhatHoldsALogBeforeTheLogger(Toolset tools, Sandbox box) throws IOException {
        String daemon = "exec 2>/dev/null; trap 'echo $NAME stopped; exit' TERM; echo $NAME begun; "
                + "while :; do sleep 0.05; done";
        List<ServiceDirectory> services = List.of(
                box.service("service/child").run("NAME=child sh -c '" + daemon.replace("'", "'\\''") + "'"),
                box.service("service/session")
                        .run(
                                "(NAME=session setsid sh -c '" + daemon.replace("'", "'\\''") + "' &)",
                                ServiceDirectory.STAYS_UP),
                box.service("service/alone").run("NAME=alone", daemon));
        services.forEach(service -> service.log("exec multilog ./main"));
        Namespace container = svscan(box, tools);
        for (ServiceDirectory service : services) {
            Await.until("first line", () -> service.content("log/main/current").endsWith("begun\n"));
        }
        long alone = services.get(2).up();
        long supervise = superviseOfAlone(container).orElseThrow();
        ProcessInfo.signal("KILL", supervise);
        Await.until(
                "another supervise",
                () -> superviseOfAlone(container)
                        .filter(pid -> pid != supervise)
                        .isPresent());
        assertThat(services.get(2).up()).isEqualTo(alone);

        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEmpty();
        assertThat(services.get(0).content("log/main/current")).isEqualTo("child begun\nchild stopped\n");
        assertThat(services.get(1).content("log/main/current")).isEqualTo("session begun\nsession stopped\n");
        assertThat(services.get(2).content("log/main/current").lines()).containsExactly("alone begun", "alone stopped");
    }

    private static Optional<Long> superviseOfAlone(Namespace container) {
        return ProcessInfo.children(container.first()).stream()
                .filter(pid -> ProcessInfo.commandLine(pid).endsWith("supervise alone"))
                .findFirst();
    }

    @BeyondOriginal
    void givesDaemonsTheTimeThatIsLeft(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo")
                .run(
                        "(exec 2>/dev/null; trap 'sleep 1; echo cleaned up > end; exit' TERM; touch ready; while :; do sleep 0.05; done) &",
                        ServiceDirectory.STAYS_UP);
        Namespace container = svscan(box, tools);
        Await.until("daemon", () -> Files.exists(foo.path("ready")));
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(foo.content("end")).isEqualTo("cleaned up\n");
        assertThat(container.err()).isEmpty();
    }

    @BeyondOriginal
    void killsDaemonsThatDoNotStopInTime(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo")
                .run("(trap '' TERM; touch ready; while :; do sleep 0.05; done) &", ServiceDirectory.STAYS_UP);
        Namespace container = svscan(box, tools, "3");
        Await.until("daemon", () -> Files.exists(foo.path("ready")));
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEqualTo("svscan: warning: killing what has not stopped in time\n");
    }

    @BeyondOriginal
    void usesTheConfiguredTimeout(Toolset tools, Sandbox box) {
        ServiceDirectory stubborn =
                box.service("service/stubborn").run("trap '' TERM", "touch ready", "while :; do sleep 0.1; done");
        Namespace container = svscan(box, tools, "0");
        Await.until("readiness", () -> Files.exists(stubborn.path("ready")));
        container.signal("TERM");
        assertThat(container.ended()).isZero();
        assertThat(container.err()).isEqualTo("svscan: warning: killing stubborn, which has not stopped in time\n");
    }
}
