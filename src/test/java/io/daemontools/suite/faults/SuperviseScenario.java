package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Status;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A service under a supervise with faults: started, restarted, paused, stopped and started again, ended. */
final class SuperviseScenario implements FaultInjector.Scenario {

    private static final long AGAIN = Await.patiently(Duration.ofMillis(300)).toNanos();

    private final Toolset tools;
    private final Sandbox box;
    private final FaultInjector faults;
    private final Path program;
    private int lives;
    private ServiceDirectory foo;
    private Running supervise;

    /** {@code program} is made of alone.c. */
    SuperviseScenario(Toolset tools, Sandbox box, FaultInjector faults, Path program) {
        this.tools = tools.preloadable();
        this.box = box;
        this.faults = faults;
        this.program = program;
    }

    @Override
    public void run(String fault) throws IOException {
        conceive();
        faults.begin();
        begin(fault);
        long first = pid();
        insist("t", "another process", () -> pid() != first && runs());
        insist("p", "a stop", () -> ProcessInfo.state(pid()) == 'T');
        insist("c", "no stop", () -> ProcessInfo.state(pid()) != 'T');
        insist("d", "an end", () -> !runs());
        insist("u", "a start", this::runs);
        faults.end();
        statusIsRight();
        insist("dx", "the supervise's end", () -> !supervise.runs());
        assertThat(supervise.ended()).isZero();
        assertThat(foo.path("doubled")).doesNotExist();
        assertThat(runs()).isFalse();
    }

    /** Has the service end while calls fail for as long as that takes, and looks at what comes of it. */
    void endDuring(String fault) throws IOException {
        conceive();
        begin(fault);
        Await.equal("status's pid", pid(), () -> (long) foo.status().pid());
        long first = pid();
        faults.begin();
        ProcessInfo.signal("TERM", first);
        Await.until("failures", () -> !faults.failures().isEmpty());
        faults.end();
        Await.until("another process", () -> pid() != first && runs());
        statusIsRight();
        insist("dx", "the supervise's end", () -> !supervise.runs());
        assertThat(supervise.ended()).isZero();
        assertThat(foo.path("doubled")).doesNotExist();
    }

    private void conceive() throws IOException {
        foo = box.service("foo" + ++lives);
        Files.createLink(foo.path("run"), program);
        faults.end();
    }

    /** A supervise may give up before it has started the service, and then a reason is due; svscan would start another. */
    private void begin(String fault) throws IOException {
        supervise = start(faults.environment(fault));
        Await.until("up or over", () -> !Starts.of(foo).isEmpty() || !supervise.runs());
        if (!supervise.runs()) {
            assertThat(supervise.ended()).isEqualTo(111);
            assertThat(supervise.err()).startsWith("supervise: fatal: ");
            assertThat(Starts.of(foo)).isEmpty();
            faults.end();
            supervise = start(faults.timely());
            Await.until("up", () -> !Starts.of(foo).isEmpty());
        }
    }

    private Running start(Map<String, String> environment) {
        String directory = foo.path().getFileName().toString();
        return FaultInjector.with(box.command(tools, "supervise", directory), environment)
                .start();
    }

    /** In 0.76, a status that could not be written remains outdated until the next event. */
    private void statusIsRight() throws IOException {
        if (tools.isOriginal()) {
            insist("c", "status", () -> foo.status().pid() == pid());
        }
        Await.equal("status's pid", pid(), () -> (long) foo.status().pid());
        Status status = foo.status();
        assertThat(status.want()).isEqualTo('u');
        assertThat(status.paused()).isFalse();
    }

    private long pid() throws IOException {
        List<String> starts = Starts.of(foo);
        if (starts.isEmpty()) {
            throw new IOException("not started yet");
        }
        return Long.parseLong(starts.get(starts.size() - 1));
    }

    private boolean runs() throws IOException {
        return ProcessInfo.runs(pid());
    }

    /** Commands again and again, since a command may be what fails. */
    private void insist(String commands, String what, Await.Look<Boolean> look) {
        RetryUntil.run(what, look, AGAIN, () -> Control.send(foo, commands));
    }
}
