package io.daemontools.suite;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Status;
import io.daemontools.suite.harness.Toolset;
import java.time.Duration;
import java.time.Instant;

/**
 * Commands that act in the first second after a start, in which 0.76 reads none. On a busy machine the second may be over too
 * early: the test repeats until it was fast enough once, which is impossible with 0.76.
 */
class PromptControlIT {
    private static final Duration FIRST_SECOND = Duration.ofMillis(900);

    private static ServiceDirectory supervised(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").down().run(ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        Await.equal("svok", 0, () -> box.run(tools, "svok", "foo").code());
        return foo;
    }

    private static boolean withinFirstSecond(Instant before, ServiceDirectory foo) {
        return Duration.between(before, foo.status().since()).compareTo(FIRST_SECOND) < 0;
    }

    @BeyondOriginal
    void downActsInTheFirstSecond(Toolset tools, Sandbox box) {
        ServiceDirectory foo = supervised(tools, box);
        Await.until("down within the first second", () -> {
            Instant before = Instant.now();
            foo.control("ud");
            Await.until("down again", () -> {
                Status status = foo.status();
                return !status.up() && status.since().isAfter(before);
            });
            return withinFirstSecond(before, foo);
        });
    }

    @BeyondOriginal
    void exitActsInTheFirstSecond(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Await.until("end within the first second", () -> {
            Running supervise = box.start(tools, "supervise", "foo");
            foo.up();
            Instant up = foo.status().since();
            foo.control("dx");
            supervise.ended();
            return withinFirstSecond(up, foo);
        });
    }

    @BeyondOriginal
    void killActsInTheFirstSecond(Toolset tools, Sandbox box) {
        ServiceDirectory foo = supervised(tools, box);
        Await.until("killed, and shown up", () -> {
            foo.control("u");
            long pid = foo.up();
            foo.control("k");
            Await.until("death", () -> !ProcessInfo.runs(pid));
            boolean shownUp = foo.status().pid() == pid;
            foo.control("d");
            foo.awaitDown();
            return shownUp;
        });
    }
}
