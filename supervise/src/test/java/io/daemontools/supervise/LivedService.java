package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.FakePosix;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A service that was just announced, and what it does from then on: starts and statuses, in their order. */
final class LivedService {
    final FakePosix posix = new FakePosix();
    final List<String> effects = new ArrayList<>();
    final Service service;

    /**
     * Announces it.
     *
     * @param start what to note for an attempt to start
     * @param whether what to note of a status's process id
     */
    LivedService(boolean normallyDown, String start, Function<SuperviseStatus, String> whether) {
        posix.tree().directory("/a/supervise");
        posix.changeDirectory("/a");
        posix.calls().whenMade("spawn", () -> effects.add(start));
        posix.calls().whenMade("rename supervise/status.new supervise/status", () -> {
            SuperviseStatus status = StatusCodec.decode(posix.tree().bytes("supervise/status.new"));
            char wish = status.wish() == 0 ? '-' : status.wish();
            effects.add("status " + whether.apply(status) + (status.paused() ? " paused " : " ") + wish);
        });
        service = new Service("/a", State.initial(normallyDown), posix, new Diagnostics("supervise", posix));
        service.announce();
        service.startIfDue();
    }

    /** The signals it got, without the process ids. */
    List<String> signals() {
        return posix.processes().kills().stream()
                .map(kill -> kill.substring(0, kill.indexOf(' ')))
                .toList();
    }
}
