package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Runner;
import io.daemontools.posix.FakePosix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** svscan as PID 1, with the services in /service. Events happen at milliseconds since its start. */
abstract class Pid1Fixture {
    /** When a test sends TERM. */
    static final int TERM = 1000;

    final FakePosix posix = new FakePosix();

    /** What a test has seen while svscan ran. */
    final List<String> seen = new ArrayList<>();

    @BeforeEach
    void becomePid1() {
        posix.processes().setProcessId(1);
        posix.tree().directory("/service");
        // Until then svscan may wait.
        at(3_600_000, () -> {});
    }

    final void at(int milliseconds, Runnable event) {
        posix.clocks().at(Duration.ofMillis(milliseconds), event);
    }

    /** A child of svscan exits. */
    void end(int milliseconds, int pid) {
        at(milliseconds, () -> posix.processes().end(pid, 0));
    }

    /** Makes a service directory whose supervise listens. Returns a descriptor that reads its commands. */
    final int supervised(String name) {
        posix.tree().directory("/service/" + name + "/supervise");
        posix.mkfifo("/service/" + name + "/supervise/control", 0600);
        return posix.openRead("/service/" + name + "/supervise/control");
    }

    final int run() {
        return Runner.run(new Svscan(), new Arguments("svscan", "/service"), posix);
    }

    /** Runs svscan to its end. Returns the milliseconds from TERM to the end. */
    final long stopped() {
        assertThat(run()).isZero();
        return posix.clocks().passed().toMillis() - TERM;
    }
}
