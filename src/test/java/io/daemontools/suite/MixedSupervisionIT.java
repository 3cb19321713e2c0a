package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachPair;
import io.daemontools.suite.harness.Pair;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.util.List;

/** These commands and the original ones on the same services: each works with the supervise of the other. */
class MixedSupervisionIT {

    @EachPair
    void svscanOfOneRunsSuperviseOfTheOther(Pair pair, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo")
                .run("exec 2>&1", "echo out", "echo err >&2", ServiceDirectory.STAYS_UP)
                .log("exec multilog t ./main");
        Running svscan = box.command(pair.server(), "svscan", "service")
                .on(pair.client())
                .start();
        Await.equal(
                "logged lines",
                2L,
                () -> foo.content("log/main/current").lines().count());
        long service = foo.up();

        long supervise = ProcessInfo.children(svscan.pid()).stream()
                .filter(child -> ProcessInfo.children(child).contains(service))
                .findFirst()
                .orElseThrow();
        ProcessInfo.signal("KILL", List.of(supervise, service));
        foo.upAgain(service);
        Await.equal(
                "logged lines",
                4L,
                () -> foo.content("log/main/current").lines().count());
        assertThat(svscan.err()).isEmpty();
    }

    @EachPair
    void svcAndSvstatWorkWithTheOthersSupervise(Pair pair, Sandbox box) {
        SignalListener foo = SignalListener.in(box, "foo");
        Running supervise = box.start(pair.server(), "supervise", "foo");
        long pid = foo.listens();
        assertThat(box.run(pair.client(), "svok", "foo")).isEqualTo(Result.silent());
        assertThat(svstat(pair.client(), box)).isEqualTo("foo: up (pid " + pid + ") S seconds\n");

        svc(pair.client(), box, "-h");
        foo.awaitSignals("HUP ");
        svc(pair.client(), box, "-p");
        Await.until("paused", () -> foo.service().status().paused());
        assertThat(svstat(pair.client(), box)).isEqualTo("foo: up (pid " + pid + ") S seconds, paused\n");
        svc(pair.client(), box, "-c");
        foo.awaitSignals("HUP CONT ");
        svc(pair.client(), box, "-d");
        foo.awaitSignals("HUP CONT TERM CONT ");
        assertThat(svstat(pair.client(), box)).isEqualTo("foo: up (pid " + pid + ") S seconds, want down\n");
        svc(pair.client(), box, "-k");
        foo.service().awaitDown();
        assertThat(svstat(pair.client(), box)).isEqualTo("foo: down S seconds, normally up\n");

        svc(pair.client(), box, "-x");
        assertThat(supervise.ended()).isZero();
        assertThat(box.run(pair.client(), "svok", "foo")).isEqualTo(Result.exits(100));
        assertThat(svstat(pair.client(), box)).isEqualTo("foo: supervise not running\n");
        assertThat(box.run(pair.client(), "svc", "-u", "foo"))
                .isEqualTo(Result.warns("svc: warning: unable to control foo: supervise not running\n"));
    }

    @EachPair
    void lockExcludesTheOther(Pair pair, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.start(pair.server(), "supervise", "foo");
        foo.up();
        assertThat(box.run(pair.client(), "supervise", "foo"))
                .isEqualTo(Result.fails(
                        111, "supervise: fatal: unable to acquire foo/supervise/lock: temporary failure\n"));
    }

    @EachPair
    void continuesTheOthersServiceDirectory(Pair pair, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running first = box.start(pair.server(), "supervise", "foo");
        long pid = foo.up();
        svc(pair.client(), box, "-dx");
        assertThat(first.ended()).isZero();

        Running second = box.start(pair.client(), "supervise", "foo");
        long next = foo.upAgain(pid);
        assertThat(svstat(pair.server(), box)).isEqualTo("foo: up (pid " + next + ") S seconds\n");
        svc(pair.server(), box, "-dx");
        assertThat(second.ended()).isZero();
        assertThat(second.err()).isEmpty();
    }

    /** The original leaves no history, and does not read one. */
    @EachPair
    void afterAKillAnotherProcessIsStartedAsByTheOriginal(Pair pair, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running first = box.start(pair.server(), "supervise", "foo");
        long pid = foo.up();
        first.signal("KILL");
        first.ended();

        Running second = box.start(pair.client(), "supervise", "foo");
        long next = foo.upAgain(pid);
        assertThat(ProcessInfo.runs(pid)).isTrue();
        assertThat(svstat(pair.server(), box)).isEqualTo("foo: up (pid " + next + ") S seconds\n");
        svc(pair.client(), box, "-dx");
        assertThat(second.ended()).isZero();
        assertThat(ProcessInfo.runs(pid)).isTrue();
        ProcessInfo.end(pid);
    }

    /** The process of a run that ended under the original is in the history, but not among the processes. */
    @EachPair
    void aHistoryOfBeforeIsNotTakenForTheProcessOfTheOther(Pair pair, Sandbox box) {
        assumeTrue(pair.client().isOriginal());
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = box.start(pair.server(), "supervise", "foo");
        long pid = foo.up();
        ProcessInfo.signal("KILL", List.of(supervise.pid(), pid));
        supervise.ended();
        Await.until("death", () -> !ProcessInfo.runs(pid));

        Running original = box.start(pair.client(), "supervise", "foo");
        long orphan = foo.upAgain(pid);
        original.signal("KILL");
        original.ended();
        Running again = box.start(pair.server(), "supervise", "foo");
        long next = foo.upAgain(orphan);
        svc(pair.server(), box, "-dx");
        assertThat(again.ended()).isZero();
        assertThat(ProcessInfo.runs(next)).isFalse();
        assertThat(ProcessInfo.runs(orphan)).isTrue();
        ProcessInfo.end(orphan);
    }

    /** svscan and some supervises are killed: one service goes on, the other one has a second process, as under the original. */
    @EachPair
    void inATreeOfBothEachServiceIsAsUnderItsSupervise(Pair pair, Sandbox box) {
        assumeTrue(pair.client().isOriginal());
        ServiceDirectory adopted = box.service("service/adopted").run(ServiceDirectory.STAYS_UP);
        ServiceDirectory doubled = box.service("service/doubled").run(ServiceDirectory.STAYS_UP);
        box.directory("bin");
        box.script(
                "bin/supervise",
                "#!/bin/sh\ncase $1 in doubled) exec %s \"$1\" ;; *) exec %s \"$1\" ;; esac\n"
                        .formatted(
                                pair.client().command("supervise"),
                                pair.server().command("supervise")));
        Running first = svscan(pair.server(), box);
        List<Long> pids = List.of(adopted.up(), doubled.up());
        List<Long> supervises = ProcessInfo.children(first.pid());
        first.signal("KILL");
        first.ended();

        Running second = svscan(pair.server(), box);
        ProcessInfo.end(supervises);
        long next = doubled.upAgain(pids.get(1));
        Await.equal("supervises", 2, () -> ProcessInfo.children(second.pid()).size());
        assertThat(ProcessInfo.runs(pids.get(1))).isTrue();
        Await.until(
                "supervise",
                () -> box.run(pair.client(), "svok", "service/adopted").code() == 0);
        box.run(pair.client(), "svc", "-a", "service/adopted");
        adopted.upAgain(pids.get(0));
        assertThat(ProcessInfo.runs(pids.get(0))).isFalse();
        assertThat((long) doubled.status().pid()).isEqualTo(next);
        assertThat(second.err()).isEmpty();
        ProcessInfo.end(pids.get(1));
        second.endTree();
        ProcessInfo.signal("KILL", (long) adopted.status().pid());
    }

    private static Running svscan(Toolset tools, Sandbox box) {
        return box.command(tools, "svscan", "service")
                .with("PATH", box.path("bin") + ":" + tools.searchPath())
                .start();
    }

    private static void svc(Toolset tools, Sandbox box, String letters) {
        assertThat(box.run(tools, "svc", letters, "foo")).isEqualTo(Result.silent());
    }

    private static String svstat(Toolset tools, Sandbox box) {
        return box.run(tools, "svstat", "foo").out().replaceAll("[0-9]+ seconds", "S seconds");
    }
}
