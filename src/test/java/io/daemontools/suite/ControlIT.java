package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Status;
import io.daemontools.suite.harness.Toolset;

/** The effect of each svc command on a service and its status. */
class ControlIT {

    private static void svc(Sandbox box, Toolset tools, String letters) {
        assertThat(box.run(tools, "svc", letters, "foo")).isEqualTo(Result.silent());
    }

    private static String svstat(Sandbox box, Toolset tools) {
        return box.run(tools, "svstat", "foo").out().replaceAll("[0-9]+ seconds", "S seconds");
    }

    @EachToolset
    void signalCommandsSendTheirSignal(Toolset tools, Sandbox box) {
        SignalListener foo = SignalListener.in(box, "foo");
        box.start(tools, "supervise", "foo");
        long pid = foo.listens();

        svc(box, tools, "-h");
        foo.awaitSignals("HUP ");
        svc(box, tools, "-a");
        foo.awaitSignals("HUP ALRM ");
        svc(box, tools, "-i");
        foo.awaitSignals("HUP ALRM INT ");
        svc(box, tools, "-t");
        foo.awaitSignals("HUP ALRM INT TERM ");
        svc(box, tools, "-c");
        foo.awaitSignals("HUP ALRM INT TERM CONT ");
        assertThat(foo.service().status().pid()).isEqualTo((int) pid);
        assertThat(foo.service().status().want()).isEqualTo('u');
    }

    @BeyondOriginal
    void qAnd1And2SendTheirSignal(Toolset tools, Sandbox box) {
        SignalListener foo = SignalListener.in(box, "foo");
        box.start(tools, "supervise", "foo");
        long pid = foo.listens();

        svc(box, tools, "-q");
        foo.awaitSignals("QUIT ");
        svc(box, tools, "-1");
        foo.awaitSignals("QUIT USR1 ");
        svc(box, tools, "-2");
        foo.awaitSignals("QUIT USR1 USR2 ");
        assertThat(foo.service().status().pid()).isEqualTo((int) pid);
        assertThat(foo.service().status().want()).isEqualTo('u');
    }

    @EachToolset
    void pStopsAndCContinuesTheService(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        long pid = foo.up();

        svc(box, tools, "-p");
        Await.until("paused", () -> foo.status().paused());
        Await.equal("state", 'T', () -> ProcessInfo.state(pid));
        assertThat(svstat(box, tools)).isEqualTo("foo: up (pid " + pid + ") S seconds, paused\n");

        svc(box, tools, "-c");
        Await.until("not paused", () -> !foo.status().paused());
        Await.equal("state", 'S', () -> ProcessInfo.state(pid));
        assertThat(svstat(box, tools)).isEqualTo("foo: up (pid " + pid + ") S seconds\n");
    }

    @EachToolset
    void kKillsAndTheServiceRestarts(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run("trap '' TERM INT HUP", ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        long pid = foo.up();

        svc(box, tools, "-k");
        foo.upAgain(pid);
        assertThat(ProcessInfo.runs(pid)).isFalse();
        assertThat(foo.status().want()).isEqualTo('u');
    }

    @EachToolset
    void dSendsTermThenCont(Toolset tools, Sandbox box) {
        SignalListener foo = SignalListener.in(box, "foo");
        box.start(tools, "supervise", "foo");
        long pid = foo.listens();

        svc(box, tools, "-d");
        foo.awaitSignals("TERM CONT ");
        assertThat(ProcessInfo.runs(pid)).isTrue();
    }

    @EachToolset
    void dWaitsForAServiceThatIgnoresTerm(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run("trap '' TERM", "echo ready > ready", ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        long pid = foo.up();
        Await.equal("service ready", "ready\n", () -> foo.content("ready"));

        svc(box, tools, "-d");
        Await.equal("want", 'd', () -> foo.status().want());
        assertThat(svstat(box, tools)).isEqualTo("foo: up (pid " + pid + ") S seconds, want down\n");

        svc(box, tools, "-u");
        Await.equal("want", 'u', () -> foo.status().want());
        assertThat(foo.status().pid()).as("the same process, all the while").isEqualTo((int) pid);

        svc(box, tools, "-dk");
        foo.awaitDown();
        assertThat(foo.status().want()).isEqualTo('d');
    }

    @EachToolset
    void dContinuesAPausedService(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        foo.up();

        svc(box, tools, "-p");
        Await.until("paused", () -> foo.status().paused());
        svc(box, tools, "-d");
        foo.awaitDown();
        assertThat(foo.status().paused()).isFalse();
        assertThat(svstat(box, tools)).isEqualTo("foo: down S seconds, normally up\n");
    }

    @EachToolset
    void duRestarts(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        long pid = foo.up();

        svc(box, tools, "-du");
        foo.upAgain(pid);
        assertThat(foo.status().want()).isEqualTo('u');
    }

    @EachToolset
    void oStartsOnceAndNotAgain(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").down().run("echo ran >> runs", "test ! -e stay || exec sleep 86400");
        Running supervise = box.start(tools, "supervise", "foo");
        Await.equal("svok", 0, () -> box.run(tools, "svok", "foo").code());
        assertThat(foo.status().want()).isEqualTo('d');

        svc(box, tools, "-o");
        Await.until("run once", () -> {
            Status status = foo.status();
            return foo.content("runs").equals("ran\n") && !status.up() && status.want() == 0;
        });
        assertThat(svstat(box, tools)).isEqualTo("foo: down S seconds\n");

        // x is handled last, after an unwanted second start, for example
        svc(box, tools, "-x");
        assertThat(supervise.ended()).isZero();
        assertThat(foo.content("runs")).isEqualTo("ran\n");
    }

    @EachToolset
    void oLetsARunningServiceFinish(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        long pid = foo.up();

        svc(box, tools, "-o");
        Await.equal("want", 0, () -> (int) foo.status().want());
        assertThat(foo.status().pid()).isEqualTo((int) pid);
        assertThat(svstat(box, tools)).isEqualTo("foo: up (pid " + pid + ") S seconds\n");

        svc(box, tools, "-t");
        foo.awaitDown();
        assertThat((int) foo.status().want()).isZero();
    }

    @EachToolset
    void xWaitsForTheServiceToEnd(Toolset tools, Sandbox box) {
        SignalListener foo = SignalListener.in(box, "foo");
        Running supervise = box.start(tools, "supervise", "foo");
        long pid = foo.listens();

        svc(box, tools, "-xh");
        foo.awaitSignals("HUP ");
        assertThat(supervise.runs()).isTrue();
        assertThat(foo.service().status().pid()).isEqualTo((int) pid);

        svc(box, tools, "-k");
        assertThat(supervise.ended()).isZero();
        assertThat(foo.service().status().up()).isFalse();
        assertThat(foo.service().status().want()).isEqualTo('u');
    }

    @EachToolset
    void xExitsAtOnceWhenDown(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").down().run(ServiceDirectory.STAYS_UP);
        Running supervise = box.start(tools, "supervise", "foo");
        Await.equal("svok", 0, () -> box.run(tools, "svok", "foo").code());

        svc(box, tools, "-x");
        assertThat(supervise.ended()).isZero();
        assertThat(foo.status().up()).isFalse();
        assertThat(supervise.err()).isEmpty();
    }

    @EachToolset
    void signalsToAServiceThatIsDownAreIgnored(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").down().run(ServiceDirectory.STAYS_UP);
        Running supervise = box.start(tools, "supervise", "foo");
        Await.equal("svok", 0, () -> box.run(tools, "svok", "foo").code());

        svc(box, tools, tools.isOriginal() ? "-pchaitkx" : "-pchaiq12tkx");
        assertThat(supervise.ended()).isZero();
        assertThat(foo.status().up()).isFalse();
        assertThat(foo.status().paused()).isFalse();
        assertThat(foo.status().want()).isEqualTo('d');
    }

    @EachToolset
    void otherBytesAreIgnored(Toolset tools, Sandbox box) {
        SignalListener foo = SignalListener.in(box, "foo");
        Running supervise = box.start(tools, "supervise", "foo");
        long pid = foo.listens();
        assertThat(supervise.runs()).isTrue();

        String letters = tools.isOriginal() ? "q12" : "";
        box.shell("printf 'UDX z\\n\\000\\377?" + letters + "h' > foo/supervise/control")
                .run();
        foo.awaitSignals("HUP ");
        assertThat(foo.service().status().pid()).isEqualTo((int) pid);
        assertThat(foo.service().status().want()).isEqualTo('u');
        assertThat(supervise.err()).isEmpty();
    }
}
