package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** svscan as PID 1, with the services in /service. Events happen at milliseconds since its start. */
abstract class Pid1Fixture {
    /** When a test sends TERM. */
    static final int TERM = 1000;

    final TestMachine machine;
    final Posix posix;

    /** What a test has seen while svscan ran. */
    final List<String> seen = new ArrayList<>();

    Pid1Fixture() {
        this(1);
    }

    /** svscan with another process id. */
    Pid1Fixture(int pid) {
        machine = new TestMachine(pid);
        posix = machine.posix();
    }

    @BeforeEach
    void makeDirectory() {
        machine.tree().directory("/service");
    }

    final void at(int milliseconds, Runnable event) {
        machine.clock().at(Duration.ofMillis(milliseconds), event);
    }

    /** A child of svscan exits. */
    void end(int milliseconds, int pid) {
        at(milliseconds, () -> machine.children().end(pid, 0));
    }

    /** Makes a service directory whose supervise listens. Returns a descriptor that reads its commands. */
    final int supervised(String name) {
        machine.tree().directory("/service/" + name + "/supervise");
        posix.mkfifo("/service/" + name + "/supervise/control", 0600);
        return posix.openRead("/service/" + name + "/supervise/control");
    }

    /** svscan gets a signal. */
    final void signal(int milliseconds, Signal signal) {
        at(milliseconds, () -> machine.send(signal));
    }

    /** Notes in {@link #seen} which commands have come. */
    final void look(int milliseconds, String name, int control) {
        at(milliseconds, () -> {
            byte[] bytes = new byte[10];
            int count = posix.read(control, bytes, 0, bytes.length);
            seen.add(name + " " + new String(bytes, 0, Math.max(count, 0), StandardCharsets.ISO_8859_1));
        });
    }

    final int run() {
        return machine.run(new Svscan(), "svscan", "/service");
    }

    /** Runs svscan to its end. Returns the milliseconds from TERM to the end. */
    final long stopped() {
        assertThat(run()).isZero();
        return machine.clock().passed().toMillis() - TERM;
    }
}
