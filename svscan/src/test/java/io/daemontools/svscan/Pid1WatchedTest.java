package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.FifoPeer;
import org.junit.jupiter.api.Test;

/** svscan as PID 1, with supervises that it has not started. */
class Pid1WatchedTest extends Pid1Fixture {
    /** They run before svscan: as those that a script has started which then executes svscan. */
    @Test
    void stopsSupervisesThatItHasNotStarted() {
        int service = supervised("a");
        int logger = supervised("a/log");
        FifoPeer ok = machine.tree().fifo("/service/a/supervise/ok");
        FifoPeer logOk = machine.tree().fifo("/service/a/log/supervise/ok");
        ok.openedByReader();
        logOk.openedByReader();
        signal(TERM, Signal.TERM);
        look(1001, "a", service);
        at(1500, ok::closedByReader);
        look(1502, "log", logger);
        at(2600, logOk::closedByReader);
        assertThat(stopped()).isEqualTo(1600);
        assertThat(seen).containsExactly("a dx", "log xc");
        assertThat(machine.children().commandLines()).isEmpty();
    }
}
