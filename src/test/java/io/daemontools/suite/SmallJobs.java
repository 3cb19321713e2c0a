package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small job for each command, done under a limit on the data segment. A command runs tai64n of its toolset, the
 * program that needs least: it waits as long as its input is open, and takes no arguments.
 */
final class SmallJobs {
    private static final String LABEL = "@400000006553f10a00000000 ";
    private static final List<String> LINES =
            IntStream.range(0, 3000).mapToObj(i -> "line " + i + "\n").toList();

    private final Toolset tools;
    private final Sandbox box;
    private final long limit;

    /** One job. It fails if the command does not do it. */
    @FunctionalInterface
    interface Job {
        void run() throws IOException;
    }

    /** Jobs of these commands under {@code softlimit -d limit}. */
    SmallJobs(Toolset tools, Sandbox box, long limit) {
        this.tools = tools;
        this.box = box;
        this.limit = limit;
    }

    /** All of them, by the names of the commands. */
    Map<String, Job> all() {
        Map<String, Job> jobs = new TreeMap<>(Map.of(
                "svscan", this::svscan,
                "supervise", this::supervise,
                "svc", this::svc,
                "svok", this::svok,
                "svstat", this::svstat,
                "multilog", this::multilog,
                "tai64n", this::tai64n,
                "tai64nlocal", this::tai64nlocal,
                "readproctitle", this::readproctitle));
        jobs.put("envuidgid", () -> becomes("envuidgid", "daemon"));
        jobs.put("setuidgid", this::setuidgid);
        jobs.put("envdir", this::envdir);
        jobs.put("softlimit", () -> becomes("softlimit", "-o", "20"));
        jobs.put("setlock", () -> becomes("setlock", "lock"));
        jobs.put("fghack", () -> becomes("fghack"));
        jobs.put("pgrphack", () -> becomes("pgrphack"));
        if (!tools.isOriginal()) {
            jobs.put("svls", this::svls);
            jobs.put("svnew", this::svnew);
            jobs.put("svwait", this::svwait);
        }
        return jobs;
    }

    private Invocation limited(String command, String... arguments) {
        return box.command(tools, command, arguments).through(tools.command("softlimit"), "-d", Long.toString(limit));
    }

    private void svscan() throws IOException {
        ServiceDirectory service = waiting("services/a");
        ServiceDirectory logger = waiting("services/a/log");
        Running svscan = limited("svscan", "services").reading().start();
        service.up();
        logger.up();
        svscan.endTree();
    }

    private void supervise() throws IOException {
        ServiceDirectory service = waiting("supervised");
        Running supervise = limited("supervise", "supervised").reading().start();
        service.up();
        service.control("p");
        Await.until("paused", () -> service.status().paused());
        service.control("cdx");
        assertThat(supervise.ended()).isZero();
    }

    private ServiceDirectory waiting(String name) throws IOException {
        ServiceDirectory service = box.service(name);
        Files.createSymbolicLink(service.path("run"), Path.of(tools.command("tai64n")));
        return service;
    }

    private void svc() throws IOException {
        FakeSupervise fake = FakeSupervise.in(box, "controlled");
        assertThat(limited("svc", "-u", "controlled", "missing").run().err())
                .startsWith("svc: warning: unable to chdir");
        assertThat(fake.commands()).isEqualTo("u");
    }

    private void svok() throws IOException {
        FakeSupervise.in(box, "supervises");
        assertThat(limited("svok", "supervises").run()).isEqualTo(Result.silent());
    }

    private void svstat() throws IOException {
        FakeSupervise.in(box, "running").status(FakeSupervise.FUTURE, 7, 0, 'u');
        assertThat(limited("svstat", "running", "missing").run().out())
                .isEqualTo("running: up (pid 7) 0 seconds\nmissing: unable to chdir: file does not exist\n");
    }

    private void svls() throws IOException {
        FakeSupervise.in(box, "running").status(FakeSupervise.FUTURE, 7, 0, 'u');
        for (String option : List.of("--", "-j", "-m", "-x")) {
            assertThat(limited("svls", option, "running").run().out())
                    .as(option)
                    .contains("running");
        }
    }

    private void svnew() {
        assertThat(limited("svnew", "made", "--", "true").run()).isEqualTo(Result.silent());
        box.shell("rm -r made").run();
    }

    private void svwait() throws IOException {
        FakeSupervise.in(box, "running").status(FakeSupervise.FUTURE, 7, 0, 'u');
        assertThat(limited("svwait", "-u", "running").run()).isEqualTo(Result.silent());
    }

    private void multilog() throws IOException {
        Result result = limited("multilog", "t", "s16384", "n50", "-*not this*", "=status", "e", "./log")
                .reading(input())
                .run();
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(new LogDirectoryView(box, "log").everything().lines()).hasSameSizeAs(LINES);
    }

    private void tai64n() {
        Result result = limited("tai64n").reading(input()).run();
        assertThat(result.out().lines().map(line -> line.substring(LABEL.length()) + "\n"))
                .isEqualTo(LINES);
    }

    private void tai64nlocal() {
        String stamped = LINES.stream().map(LABEL::concat).collect(Collectors.joining());
        Result result =
                limited("tai64nlocal").reading(stamped).with("TZ", "UTC0").run();
        assertThat(result.out().lines()).hasSameSizeAs(LINES).allMatch(line -> line.startsWith("2023-11-14 22:13:20."));
    }

    private void readproctitle() {
        assertThat(limited("readproctitle", "errors:", "...........")
                        .reading(input())
                        .run())
                .isEqualTo(Result.silent());
    }

    private void setuidgid() {
        if (Privileges.root()) {
            becomes("setuidgid", "daemon");
        }
    }

    private void envdir() {
        box.directory("variables");
        box.file("variables/ONE", "1");
        box.file("variables/LONG", "x".repeat(10_000));
        becomes("envdir", "variables");
    }

    private void becomes(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(tools.command("tai64n"));
        assertThat(limited(command, all.toArray(String[]::new)).run()).isEqualTo(Result.silent());
    }

    private static String input() {
        return String.join("", LINES);
    }
}
