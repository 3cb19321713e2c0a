package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.event.EventLoop;
import io.daemontools.log.Retention;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The error that ends the message of a processor that crashed. It is that of an earlier call, as in 0.76. */
class LastErrorTest {
    private static final String CRASHED = "multilog: warning: processor crashed in ./main, pausing: ";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final Parts parts = new Parts(posix);
    private int nextChild = 1001;

    @BeforeEach
    void firstChildCrashes() {
        machine.calls().whenMade("waitpid", () -> {
            if (nextChild == 1001) {
                machine.children().crash(nextChild++);
            } else {
                machine.children().end(nextChild++, 0);
            }
        });
    }

    /** A file in the directory before multilog opens it. */
    private void existing(String name, int mode) {
        machine.tree().directory("/main");
        machine.tree().file("/main/" + name, "line\n");
        posix.chmod("/main/" + name, mode);
    }

    private void assertErrorOfFirstRotation(String error) {
        LogDirectory directory = parts.directory(Retention.fewerThan(10), parts.processor("cat"));
        directory.open();
        directory.rotate();
        assertThat(machine.stderrLines()).startsWith(CRASHED + error);
    }

    @Test
    void currentDoesNotExist() {
        assertErrorOfFirstRotation(Errno.ENOENT.text());
    }

    @Test
    void previousExistsWithoutCurrent() {
        existing("previous", 0744);
        assertErrorOfFirstRotation(Errno.ENOENT.text());
    }

    @Test
    void directoryOfAFinishedCurrentExists() {
        existing("current", 0744);
        existing("state", 0644);
        assertErrorOfFirstRotation(Errno.EEXIST.text());
    }

    @Test
    void directoryCannotBeCreated() {
        existing("current", 0744);
        existing("state", 0644);
        machine.failOn("mkdir", Errno.EROFS);
        assertErrorOfFirstRotation(Errno.EROFS.text());
    }

    @Test
    void listingADirectoryClearsTheError() {
        existing("current", 0644);
        assertErrorOfFirstRotation("no error");
    }

    @Test
    void signalInterruptsARead() {
        posix.close(0);
        FifoPeer input = machine.tree().fifo("/input");
        input.openedByWriter();
        posix.openRead("/input");
        machine.clock().at(Duration.ofSeconds(1), () -> input.put("line\n"));
        machine.clock().at(Duration.ofSeconds(2), () -> machine.send(Signal.ALRM));
        machine.clock().at(Duration.ofSeconds(30), () -> machine.send(Signal.TERM));
        EventLoop loop = parts.loop();
        loop.catchSignals(Signal.TERM, Signal.ALRM);
        new LineReader(posix, loop, parts.retry(), null, parts.actions("!cat", "./main")).run();
        assertThat(machine.stderrLines()).startsWith(CRASHED + Errno.EINTR.text());
    }
}
