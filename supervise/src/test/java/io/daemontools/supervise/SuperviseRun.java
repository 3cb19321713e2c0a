package io.daemontools.supervise;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Runner;
import io.daemontools.posix.FakeFifo;
import io.daemontools.posix.FakePosix;
import io.daemontools.posix.FakeProcesses.Child;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A supervise of /service/a, with what happens while it runs, by milliseconds since its beginning. */
final class SuperviseRun {
    static final String DIRECTORY = "/service/a";

    final FakePosix posix = new FakePosix();
    private final List<String> statuses = new ArrayList<>();

    SuperviseRun() {
        posix.tree().directory(DIRECTORY);
        posix.calls().whenMade("rename", this::noteStatus);
    }

    /** Runs to its end; its exit code. */
    int toExit() {
        return Runner.run(new Supervise(), new Arguments("supervise", DIRECTORY), posix);
    }

    /** Runs until a moment at which it is still running. */
    void until(long milliseconds) {
        posix.clocks().endAt(Duration.ofMillis(milliseconds));
        posix.runUntilEnd(this::toExit);
    }

    /** Bytes are written to the control FIFO. */
    void command(long milliseconds, String bytes) {
        at(milliseconds, () -> control().put(bytes));
    }

    /** The child started last ends. */
    void end(long milliseconds) {
        at(milliseconds, () -> posix.processes().end(posix.processes().last().pid(), 0));
    }

    void at(long milliseconds, Runnable happening) {
        posix.clocks().at(Duration.ofMillis(milliseconds), happening);
    }

    /** When the service was started, in milliseconds. */
    List<Long> starts() {
        return posix.processes().started().stream()
                .map(Child::at)
                .map(Duration::toMillis)
                .toList();
    }

    /** Each status written: pid, {@code p} if paused, wish ({@code -} if none). */
    List<String> statuses() {
        return statuses;
    }

    private FakeFifo control() {
        return posix.tree().fifoAt(DIRECTORY + "/supervise/control");
    }

    private void noteStatus() {
        SuperviseStatus status = StatusCodec.decode(posix.tree().bytes("supervise/status.new"));
        statuses.add(status.pid() + (status.paused() ? "p" : "") + (status.wish() == 0 ? '-' : status.wish()));
    }
}
