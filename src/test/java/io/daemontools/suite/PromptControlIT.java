package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Ours listens at once after a start, where 0.76's supervise is deaf for the second it pauses. */
@Execution(ExecutionMode.SAME_THREAD)
class PromptControlIT {

    private static final Duration PAUSE = Duration.ofMillis(900);

    @BeyondOriginal
    void aSignalDuringTheFirstSecondIsSentAtOnce(Toolset tools, Sandbox box) throws IOException {
        SignalListener foo = SignalListener.in(box, "foo");
        box.start(tools, "supervise", "foo");
        foo.listens();
        foo.service().control("h");
        foo.awaitSignals("HUP ");

        Instant signalled =
                Files.getLastModifiedTime(foo.service().path("signals")).toInstant();
        assertThat(Duration.between(foo.service().status().since(), signalled)).isLessThan(PAUSE);
    }

    @BeyondOriginal
    void aServiceStartedAndStoppedIsDownAtOnce(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").down().run(ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        Await.equal("svok", 0, () -> box.run(tools, "svok", "foo").code());
        Instant before = foo.status().since();

        Instant told = Instant.now();
        foo.control("ud");
        Await.until(
                "down again", () -> !foo.status().up() && foo.status().since().isAfter(before));
        assertThat(Duration.between(told, foo.status().since())).isLessThan(PAUSE);
        assertThat(foo.status().want()).isEqualTo('d');
    }

    @BeyondOriginal
    void exitIsHeardDuringTheFirstSecond(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = box.start(tools, "supervise", "foo");
        foo.up();
        Instant up = foo.status().since();
        foo.control("dx");
        assertThat(supervise.ended()).isZero();
        assertThat(Duration.between(up, foo.status().since())).isLessThan(PAUSE);
    }

    @EachToolset
    void aRestartStillWaitsForTheSecondToPass(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        long pid = foo.up();
        Instant up = foo.status().since();
        foo.control("t");
        foo.upAgain(pid);
        assertThat(Duration.between(up, foo.status().since())).isGreaterThan(PAUSE);
    }
}
