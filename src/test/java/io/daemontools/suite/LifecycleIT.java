package io.daemontools.suite;

import static io.daemontools.suite.Life.awaitPhase;
import static io.daemontools.suite.Life.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.daemontools.service.FailureReason;
import io.daemontools.service.ServicePhase;
import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What files in the service directory ask for beyond 0.76. */
class LifecycleIT {
    private static final String WARNING = "supervise: warning: ";

    /** A call, and the name that it gets. */
    private static final Pattern CALL = Pattern.compile("^([a-z0-9_]+)\\((?:AT_FDCWD, )?(?:\"([^\"]*)\")?.*");

    /** What depends on how a program waits; and {@code fcntl}, by which musl's {@code open} sets close-on-exec once more. */
    private static final Pattern WAITING =
            Pattern.compile("p?poll|read|wait4|(?:rt_)?sig.*|write|close|fcntl|clock_.*|.*time.*");

    private static void awaitEvents(ServiceDirectory foo, List<String> events) {
        Await.equal("events", events, () -> events(foo));
    }

    private static List<String> events(ServiceDirectory foo) {
        return Files.exists(foo.path("events")) ? foo.content("events").lines().toList() : List.of();
    }

    private static Running killed(Toolset tools, Sandbox box, Running supervise) {
        supervise.signal("KILL");
        supervise.ended();
        Running next = box.start(tools, "supervise", "foo");
        Await.equal("svok", 0, () -> box.run(tools, "svok", "foo").code());
        return next;
    }

    private static void svc(Toolset tools, Sandbox box, String options) {
        assertThat(box.run(tools, "svc", options, "foo").err()).isEmpty();
    }

    @BeyondOriginal
    void finishRunsAfterEachEnd(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo")
                .run("[ -e again ] || { touch again; exit 3; }", "echo start $$ >> events", "exec sleep 86400");
        box.script(
                "foo/finish",
                "#!/bin/sh\necho finish \"$@\" >> events\necho out\necho err >&2\n[ ! -e fail ] || exit 125\n");
        Running supervise = box.start(tools, "supervise", "foo");
        Await.until("a second start", () -> events(foo).size() == 2);
        assertThat(events(foo).get(0)).matches("finish 3 0 foo [0-9]+");
        String pid = events(foo).get(1).substring("start ".length());
        box.file("foo/fail", "");
        svc(tools, box, "-k");
        awaitPhase(foo, ServicePhase.FAILED);
        assertThat(events(foo).get(2)).isEqualTo("finish 256 9 foo " + pid);
        assertThat(foo.status().up()).isFalse();
        assertThat(foo.status().want()).isEqualTo('d');
        assertThat(supervise.out()).isEqualTo("out\nout\n");
        assertThat(supervise.err())
                .isEqualTo("err\nerr\n" + WARNING + "foo failed and is not restarted: finish exited 125\n");
        killed(tools, box, supervise);
        assertThat(foo.status().want()).isEqualTo('d');
        assertThat(events(foo)).hasSize(3);
        svc(tools, box, "-u");
        Await.until("a start on command", () -> events(foo).size() == 4);
    }

    /** Its supervise is killed twice meanwhile. */
    @BeyondOriginal
    void aFinishIsNotTakenForTheService(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run("echo start >> events", "exec sleep 86400");
        box.file("foo/timeout-finish", "0");
        box.script("foo/finish", "#!/bin/sh\necho finish >> events\nwhile [ ! -e stop ]; do sleep 0.05; done\n");
        Running supervise = box.start(tools, "supervise", "foo");
        foo.up();
        svc(tools, box, "-t");
        awaitEvents(foo, List.of("start", "finish"));
        for (int i = 0; i < 2; i++) {
            awaitPhase(foo, ServicePhase.FINISHING);
            supervise = killed(tools, box, supervise);
        }
        assertThat(state(foo).phase()).isEqualTo(ServicePhase.FINISHING);
        box.file("foo/stop", "");
        awaitEvents(foo, List.of("start", "finish", "start"));
        assertThat(supervise.err()).isEmpty();
    }

    @BeyondOriginal
    void aServiceReportsThatItIsReady(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo")
                .run("while [ ! -e ready ]; do sleep 0.05; done", "echo ready >&4", "exec 4>&-", "exec sleep 86400");
        box.file("foo/notification-fd", "4\n");
        Running supervise = box.start(tools, "supervise", "foo");
        foo.up();
        awaitPhase(foo, ServicePhase.STARTING);
        supervise = killed(tools, box, supervise);
        assertThat(state(foo).phase()).isEqualTo(ServicePhase.STARTING);
        box.file("foo/ready", "");
        awaitPhase(foo, ServicePhase.READY);
        long since = state(foo).readySince();
        supervise = killed(tools, box, supervise);
        assertThat(state(foo).readySince()).isEqualTo(since);
        svc(tools, box, "-dx");
        assertThat(supervise.ended()).isZero();
        assertThat(supervise.err()).isEmpty();
        assertThat(foo.path("supervise/state")).doesNotExist();
    }

    @BeyondOriginal
    void aServiceIsChecked(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.directory("foo/data");
        box.script("foo/data/check", "#!/bin/sh\n[ -e ready ]\n");
        box.start(tools, "supervise", "foo");
        awaitPhase(foo, ServicePhase.STARTING);
        box.file("foo/ready", "");
        awaitPhase(foo, ServicePhase.READY);
    }

    @BeyondOriginal
    void allOfAServiceIsStopped(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo")
                .run(
                        "trap 'echo reload >> events' USR1",
                        "trap '' INT",
                        "sh -c 'trap \"\" INT; while :; do sleep 1; done' &",
                        "echo $! >> child",
                        "while :; do wait; done");
        box.file("foo/flag-killpg", "");
        box.file("foo/down-signal", "INT\n");
        box.file("foo/reload-signal", "SIGUSR1\n");
        box.file("foo/timeout-kill", "100\n");
        box.start(tools, "supervise", "foo");
        Await.until(
                "a child",
                () -> Files.exists(foo.path("child")) && foo.content("child").endsWith("\n"));
        long child = Long.parseLong(foo.content("child").strip());
        svc(tools, box, "-h");
        Await.until("a reload", () -> events(foo).contains("reload"));
        svc(tools, box, "-d");
        foo.awaitDown();
        Await.until("the end of the child", () -> !ProcessInfo.runs(child));
        awaitPhase(foo, ServicePhase.DOWN);
    }

    @BeyondOriginal
    void aServiceThatEndsTooSoonHasToWait(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run("echo start >> events", "exit 1");
        box.file("foo/backoff-delay", "3600000\n");
        box.file("foo/backoff-limit", "3600000\n");
        Running supervise = box.start(tools, "supervise", "foo");
        awaitPhase(foo, ServicePhase.BACKING_OFF);
        long startAt = state(foo).startAt();
        killed(tools, box, supervise);
        assertThat(state(foo).phase()).isEqualTo(ServicePhase.BACKING_OFF);
        assertThat(state(foo).startAt()).isBetween(startAt - 1_000_000_000L, startAt + 1_000_000_000L);
        assertThat(events(foo)).hasSize(1);
        Files.delete(foo.path("backoff-delay"));
        box.file("foo/backoff-limit", "0\n");
        box.file("foo/restart-limit-count", "1\n");
        box.file("foo/restart-limit-interval", "3600\n");
        svc(tools, box, "-u");
        awaitPhase(foo, ServicePhase.FAILED);
        assertThat(state(foo).failure()).isEqualTo(FailureReason.RESTART_LIMIT);
        assertThat(events(foo)).hasSize(3);
    }

    /** It has no run, either. */
    @BeyondOriginal
    void whatIsWrongIsReportedOnce(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo");
        box.file("foo/timeout-kill", "soon");
        box.file("foo/down-signal", "x".repeat(1_000_000));
        box.directory("foo/notification-fd");
        box.file("foo/finish", "");
        Running supervise = box.start(tools, "supervise", "foo");
        Await.until("a report", () -> supervise.err().contains("unable to start"));
        foo.run("echo start >> events", "exec sleep 86400");
        awaitEvents(foo, List.of("start"));
        assertThat(supervise.err().lines())
                .containsExactly(
                        WARNING + "unable to use foo/finish: not an executable file",
                        WARNING + "unable to use foo/notification-fd: not a regular file",
                        WARNING + "unable to use foo/timeout-kill: not a number: soon",
                        WARNING + "unable to use foo/down-signal: too long: " + "x".repeat(20) + "...",
                        "supervise: fatal: unable to start foo/run: file does not exist");
    }

    /** 0.76's, and one {@code stat} of the directory, and the write to the history. */
    @EachToolset
    void withoutFilesTheSystemCallsAreThoseOfTheOriginal(Toolset tools, Sandbox box) throws IOException {
        assumeFalse(tools.isJvm(), "HotSpot makes calls of its own");
        Sanitizers.leaveOut("they make calls of their own");
        assumeThat(Path.of("/usr/bin/strace")).isExecutable();
        ServiceDirectory foo = box.service("foo").run("exit 0");
        // As of a directory that has not just been made or changed.
        box.directory("foo/supervise");
        Files.setLastModifiedTime(foo.path(), FileTime.from(Instant.now().minusSeconds(3600)));
        Path trace = box.path("trace");
        Running supervise = box.command(tools, "supervise", "foo")
                .through("strace", "-o", trace.toString())
                .start();
        Await.until("a third start", () -> starts(trace).size() >= 3);
        supervise.endTree();

        List<Integer> starts = starts(trace);
        String status = "openat supervise/status.new, rename supervise/status.new, ";
        String end = tools.isOriginal() ? status : "pwrite64, " + status;
        String start = tools.isOriginal() ? "clone" : "newfstatat ., clone";
        assertThat(String.join(", ", calls(trace).subList(starts.get(1) + 1, starts.get(2) + 1)))
                .isEqualTo(status + end + start);
    }

    private static List<Integer> starts(Path trace) throws IOException {
        List<String> calls = calls(trace);
        return IntStream.range(0, calls.size())
                .filter(i -> calls.get(i).equals("clone"))
                .boxed()
                .toList();
    }

    /** C libraries make the same call by different system calls, also on processors of 32 bits. */
    private static String ofAnyLibrary(String call) {
        return switch (call) {
            case "stat", "statx" -> "newfstatat";
            case "open" -> "openat";
            case "fork" -> "clone";
            default -> call;
        };
    }

    /** Those that do not wait. */
    private static List<String> calls(Path trace) throws IOException {
        if (!Files.exists(trace)) {
            return List.of();
        }
        return Files.readString(trace, StandardCharsets.ISO_8859_1)
                .lines()
                .map(CALL::matcher)
                .filter(Matcher::matches)
                .filter(call -> !WAITING.matcher(call.group(1)).matches())
                .map(call -> ofAnyLibrary(call.group(1)) + (call.group(2) == null ? "" : " " + call.group(2)))
                .toList();
    }
}
