package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestClock;
import io.daemontools.simulation.unit.TestMachine;
import java.util.List;

/** Logs of services on a test machine, and runs of svlogs. */
abstract class SvlogsFixture {
    static final long NOW = TestClock.WALL_CLOCK;
    static final String MAIN = "/service/%s/log/main/";

    final TestMachine machine = new TestMachine();
    final Posix posix = machine.posix();

    /** A line that was written so many seconds after a moment. */
    static String line(int second, String text) {
        return label(second) + ' ' + text + '\n';
    }

    static String label(int second) {
        return BisectionTest.label(NOW - 1000 * Clocks.SECOND + second * Clocks.SECOND);
    }

    void log(String service, String file, String content) {
        machine.tree().directory("/service/" + service + "/log/main");
        machine.tree().file(MAIN.formatted(service) + file, content);
    }

    String old(int second) {
        return label(second) + ".s";
    }

    List<String> texts(String... arguments) {
        int before = machine.stdout().length();
        assertThat(machine.run(new Svlogs(), "svlogs", arguments))
                .as(machine.stderr())
                .isZero();
        assertThat(machine.stderr()).isEmpty();
        return machine.stdout()
                .substring(before)
                .lines()
                .map(text -> text.replaceFirst("^[0-9-]{10} [0-9:.]{18} ", ""))
                .toList();
    }
}
