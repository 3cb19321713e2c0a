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
import java.time.Duration;
import java.util.List;

/** A service under a supervise with faults: started, restarted, paused, stopped and started again, ended. */
final class SuperviseScenario extends DaemonScenario {

    private static final long AGAIN = Await.patiently(Duration.ofMillis(300)).toNanos();

    private ServiceDirectory foo;
    private Running supervise;

    SuperviseScenario(Toolset tools, Sandbox box) throws IOException {
        super(tools, box, "supervise");
    }

    @Override
    public void run(String fault) throws IOException {
        makeService();
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

    /** Ends the service while calls fail, and checks that it is restarted when they succeed again. */
    void endDuring(String fault) throws IOException {
        makeService();
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

    private void makeService() throws IOException {
        foo = service(newName("foo"));
        faults.end();
    }

    /** A supervise may exit before it has started the service. Then it prints the reason, and svscan would start another. */
    private void begin(String fault) throws IOException {
        supervise = start(faults.environment(fault), foo.path().getFileName().toString());
        Await.until("up or over", () -> !Starts.of(foo).isEmpty() || !supervise.runs());
        if (!supervise.runs()) {
            assertThat(supervise.ended()).isEqualTo(111);
            assertThat(supervise.err()).startsWith("supervise: fatal: ");
            assertThat(Starts.of(foo)).isEmpty();
            faults.end();
            supervise = start(faults.timely(), foo.path().getFileName().toString());
            Await.until("up", () -> !Starts.of(foo).isEmpty());
        }
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

    /** Repeats the commands, since a command may fail. */
    private void insist(String commands, String what, Await.Look<Boolean> look) {
        RetryUntil.run(what, look, AGAIN, () -> Control.send(foo, commands));
    }
}
