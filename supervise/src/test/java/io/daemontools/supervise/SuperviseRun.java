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

    /** An attempt to start the service. */
    static final String TRY = "try";

    private static final long A_WEEK = Duration.ofDays(7).toMillis();

    final FakePosix posix = new FakePosix();
    private final List<String> effects = new ArrayList<>();
    private final List<Long> killTimes = new ArrayList<>();

    SuperviseRun() {
        posix.tree().directory(DIRECTORY);
        posix.calls().whenMade("spawn", () -> effects.add(TRY));
        posix.calls().whenMade("rename", this::noteStatus);
        posix.calls().whenMade("kill", () -> killTimes.add(passed()));
    }

    /** Runs to its end; its exit code. */
    int toExit() {
        at(A_WEEK, () -> {
            throw new AssertionError("still runs after a week");
        });
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

    /** When each signal was sent, in milliseconds. */
    List<Long> killTimes() {
        return killTimes;
    }

    /** The time, in milliseconds. */
    long passed() {
        return posix.clocks().passed().toMillis();
    }

    /** Each status written: pid, {@code p} if paused, wish ({@code -} if none). */
    List<String> statuses() {
        return effects.stream().filter(effect -> !effect.equals(TRY)).toList();
    }

    /** Each status written, and {@link #TRY} for each attempt to start, in their order. */
    List<String> effects() {
        return effects;
    }

    private FakeFifo control() {
        return posix.tree().fifoAt(DIRECTORY + "/supervise/control");
    }

    private void noteStatus() {
        SuperviseStatus status = StatusCodec.decode(posix.tree().bytes("supervise/status.new"));
        effects.add(status.pid() + (status.paused() ? "p" : "") + (status.want() == 0 ? '-' : status.want()));
    }
}
