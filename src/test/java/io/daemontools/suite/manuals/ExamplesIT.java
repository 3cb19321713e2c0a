package io.daemontools.suite.manuals;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The examples of the pages, run unchanged except for the place of {@code /service}. */
class ExamplesIT {

    /** A program for the examples that need one. */
    private static void program(Sandbox box, String name, String script) {
        box.directory("bin");
        box.script("bin/" + name, "#!/bin/sh\n" + script + "\n");
    }

    /** The example of a command's page that has {@code part} in it. */
    private static Invocation example(Toolset tools, Sandbox box, String command, String part) {
        String script = Page.of(command)
                .example(part)
                .replace("/var/run/", "./")
                .replace("/service", box.path("service").toString());
        return box.shell(script).with("PATH", box.path("bin") + ":" + tools.searchPath());
    }

    private static Result run(Toolset tools, Sandbox box, String command, String part) {
        return example(tools, box, command, part).run();
    }

    @EachToolset
    void serviceDirectoryWithALogger(Toolset tools, Sandbox box) {
        program(box, "my-daemon", "echo up; exec sleep 86400");
        // Without the ampersand, so that it ends with the test.
        String script =
                Page.of("svscan").example("svscan service &").replace("svscan service &", "exec svscan service");
        box.shell(script)
                .with("PATH", box.path("bin") + ":" + tools.searchPath())
                .start();
        ServiceDirectory foo = box.service("service/foo");
        foo.up();
        Await.until("log", () -> foo.content("log/main/current").endsWith(" up\n"));
        // A status is written after the start, and the logger's first line may come before it.
        Await.until("up", () -> {
            String states = run(tools, box, "svstat", "svstat /service/* /service/*/log")
                    .out();
            return states.contains("service/foo: up (pid ") && states.contains("service/foo/log: up (pid ");
        });
        assertThat(run(tools, box, "svc", "svc -t /service/foo\n").code()).isZero();
        assertThat(run(tools, box, "svstat", "svc -d /service/foo\n").out()).contains("service/foo: ");
        Await.until(
                "down",
                () -> run(tools, box, "svstat", "svstat /service/* ").out().contains("foo: down "));
    }

    @EachToolset
    void everythingIsStopped(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run("echo up; " + ServiceDirectory.STAYS_UP);
        foo.log("exec multilog t ./main");
        Running svscan = box.start(tools, "svscan", "service");
        long service = foo.up();
        Await.until("log", () -> foo.content("log/main/current").endsWith(" up\n"));
        List<Long> supervises = ProcessInfo.children(svscan.pid());
        svscan.signal("KILL");
        assertThat(run(tools, box, "svscan", "svc -dx /service").code()).isZero();
        Await.until("the end of all", () -> supervises.stream().noneMatch(ProcessInfo::runs));
        assertThat(ProcessInfo.runs(service)).isFalse();
    }

    @EachToolset
    void serviceWithoutSvscan(Toolset tools, Sandbox box) {
        String script = Page.of("supervise")
                        .example("supervise hello &")
                        .replace(
                                "supervise hello &\n",
                                "supervise hello & until svstat hello | grep ': up'; do sleep 0.1; done\n")
                + "wait";
        Result result = box.shell(script).on(tools).run();
        assertThat(result.out()).contains("hello\n").containsPattern("hello: up \\(pid \\d+\\) \\d+ seconds\n");
        assertThat(result.err()).isEmpty();
    }

    @EachToolset
    void removingAService(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("etc/foo").run(ServiceDirectory.STAYS_UP);
        foo.log("exec cat");
        Files.createSymbolicLink(box.directory("service").resolve("foo"), foo.path());
        box.start(tools, "svscan", "service");
        long service = foo.up();
        box.service("etc/foo/log").up();
        assertThat(run(tools, box, "svok", "until svok")).isEqualTo(Result.silent());
        assertThat(run(tools, box, "svc", "svc -dx log")).isEqualTo(Result.silent());
        Await.until(
                "no supervise",
                () -> box.run(tools, "svok", "etc/foo").code() == 100
                        && box.run(tools, "svok", "etc/foo/log").code() == 100);
        assertThat(ProcessInfo.runs(service)).isFalse();
    }

    @EachToolset
    void logs(Toolset tools, Sandbox box) {
        assertThat(example(tools, box, "multilog", "./errors")
                        .reading("error: big\nfine\n")
                        .run())
                .isEqualTo(Result.silent());
        assertThat(box.content("main/current").lines()).hasSize(2);
        assertThat(box.content("errors/current")).endsWith(" error: big\n").hasLineCount(1);
        example(tools, box, "multilog", "=status")
                .reading("STAT 1\nSTAT 2\nother\n")
                .run();
        assertThat(box.content("status")).startsWith("STAT 2\n\n").hasSize(1001);
        assertThat(example(tools, box, "multilog", "tai64nlocal <").run().out())
                .endsWith(" fine\n")
                .startsWith("20");
        assertThat(example(tools, box, "multilog", "!gzip").reading("x\n").run().code())
                .isZero();
    }

    @EachToolset
    void labels(Toolset tools, Sandbox box) {
        program(box, "my-daemon", "echo out; echo err >&2");
        Page page = Page.of("tai64nlocal");
        assertThat(run(tools, box, "tai64nlocal", "echo @4000000000000000075bcd15")
                        .out())
                .isEqualTo(page.example("1969-12-31"));
        assertThat(run(tools, box, "tai64n", "daemon.log")).isEqualTo(Result.silent());
        assertThat(box.content("daemon.log")).matches("@[0-9a-f]{24} out\n@[0-9a-f]{24} err\n");
    }

    @EachToolset
    void programsInAChangedState(Toolset tools, Sandbox box) {
        assertThat(run(tools, box, "envdir", "mkdir env").out()).isEqualTo("127.0.0.1:8080 gone\n");
        assertThat(run(tools, box, "softlimit", "ulimit -n").out()).isEqualTo("20\n");
        assertThat(run(tools, box, "envuidgid", "env | grep").out())
                .matches("(?s)GID=\\d+\nUID=\\d+\n|UID=\\d+\nGID=\\d+\n");
        assertThat(run(tools, box, "fghack", "exit 3").code()).isEqualTo(3);
        assertThat(run(tools, box, "pgrphack", "ps -o").out().trim()).matches("(\\d+) +\\1");
        if (Privileges.root()) {
            assertThat(run(tools, box, "setuidgid", "nobody id").out())
                    .contains("(nobody)")
                    .doesNotContain("root");
        }
    }

    @EachToolset
    void jobThatDoesNotOverlap(Toolset tools, Sandbox box) {
        box.script("job", "#!/bin/sh\necho done >>jobs\n");
        assertThat(run(tools, box, "setlock", "./job")).isEqualTo(Result.silent());
        Running holder = box.start(tools, "setlock", "job.lock", "sleep", "86400");
        Await.until("lock", () -> ProcessInfo.commandLine(holder.pid()).equals("sleep 86400"));
        assertThat(run(tools, box, "setlock", "./job")).isEqualTo(Result.silent());
        assertThat(box.content("jobs")).isEqualTo("done\n");
    }

    @EachToolset
    void lastLinesOfAProgram(Toolset tools, Sandbox box) {
        program(box, "my-daemon", "echo gone wrong; exec sleep 86400");
        Running shell = example(tools, box, "readproctitle", "%076d").start();
        Await.until(
                "message",
                () -> ProcessInfo.children(shell.pid()).stream()
                        .map(ProcessInfo::commandLine)
                        .anyMatch(line -> line.matches("(?s).*my-daemon: \\.{3,}gone wrong.?")));
    }

    @BeyondOriginal
    void servicesFromTheStartOfTheSystem(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        String script = Page.of("svscanboot")
                .example("$HOME")
                .replace("svscanboot", "exec svscanboot")
                .replace("&", "");
        box.shell(script).on(tools).with("HOME", box.dir().toString()).start();
        assertThat(foo.up()).isPositive();
    }
}
