package io.daemontools.svscan;

import io.daemontools.cli.Diagnostics;
import io.daemontools.event.EventLoop;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Scans of the directory /service, which is the working directory. The first supervise has process id 1001, and so on. */
abstract class ScanFixture {
    final TestMachine machine = new TestMachine();
    final Posix posix = machine.posix();
    final ServiceTable services = new ServiceTable(posix);
    private final EventLoop loop = new EventLoop(posix);
    private final Diagnostics diagnostics = new Diagnostics("svscan", posix);
    private final Scan scan = new Scan(
            services,
            OrderedStop.find(posix, diagnostics),
            new EssentialServices(false, loop, posix, diagnostics),
            loop,
            posix,
            diagnostics);

    @BeforeEach
    void enterDirectory() {
        machine.tree().directory("/service");
        posix.chdir("/service");
    }

    /** Five seconds after the last one. */
    final void scan() {
        machine.clock().pass(Duration.ofSeconds(5));
        services.noteEnds(loop, posix);
        scan.run();
    }

    final void scans(int count) {
        for (int i = 0; i < count; i++) {
            scan();
        }
    }

    final List<String> started() {
        return machine.children().commandLines();
    }

    final void end(int pid) {
        machine.children().end(pid, 111);
    }
}
