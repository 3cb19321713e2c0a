package io.daemontools.supervise;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.FakePosix;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;
import java.util.ArrayList;
import java.util.List;

/** A service that was just announced, and what it does from then on: starts and statuses, in their order. */
final class LivedService {
    final FakePosix posix = new FakePosix();
    final List<String> effects = new ArrayList<>();
    final Service service;

    /** Announces it. */
    LivedService(boolean normallyDown) {
        posix.tree().directory("/a/supervise");
        posix.chdir("/a");
        posix.calls().whenMade("spawn", () -> effects.add("start"));
        posix.calls().whenMade("rename supervise/status.new supervise/status", () -> {
            SuperviseStatus status = StatusCodec.decode(posix.tree().bytes("supervise/status.new"));
            char want = status.want() == 0 ? '-' : status.want();
            effects.add("status " + status.pid() + (status.paused() ? " paused " : " ") + want);
        });
        service = new Service("/a", State.initial(normallyDown), posix, new Diagnostics("supervise", posix));
        service.announce();
        service.tick();
    }

    /** The signals it got, without the process ids. */
    List<String> signals() {
        return posix.processes().kills().stream()
                .map(kill -> kill.substring(0, kill.indexOf(' ')))
                .toList();
    }
}
