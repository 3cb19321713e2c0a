package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The signals that svscan as PID 1 gets and sends, beyond those of {@link Pid1Test}. */
class Pid1SignalsTest extends Pid1Fixture {
    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"PWR", "QUIT", "RTMIN_3"})
    void stopsOnSignalsOfOtherContainers(Signal signal) {
        signal(TERM, signal);
        assertThat(stopped()).isZero();
    }

    @Test
    void scansAtOnceOnHangup() {
        supervised("a");
        at(1900, () -> machine.tree().directory("/service/b"));
        signal(2000, Signal.HUP);
        at(2001, () -> seen.addAll(machine.children().commandLines()));
        machine.runUntil(Duration.ofSeconds(3), new Svscan(), "svscan", "/service");
        assertThat(seen).containsExactly("supervise a", "supervise b");
        assertThat(machine.calls().kills()).isEmpty();
    }

    @Test
    void killsTheGroupOfAServiceThatDidNotStopInTime() {
        supervised("a");
        supervised("b");
        at(500, () -> machine.children().inherit(77, 1001));
        at(500, () -> machine.children().inherit(78, 1002));
        signal(TERM, Signal.TERM);
        end(1500, 1002);
        end(8100, 1001);
        at(8200, () -> machine.children().end(77, 0));
        at(8200, () -> machine.children().end(78, 0));
        stopped();
        assertThat(machine.calls().kills()).contains("KILL -1001").doesNotContain("KILL -1002");
    }
}
