package io.daemontools.suite.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A supervise that is kept busy for a measurement. */
public record BusySupervise(ServiceDirectory service, Running supervise) {

    /** A supervise with a fast clock: it retries without a pause. Its service is the existing {@code foo}. */
    public static Running hasty(Toolset tools, Sandbox box) throws IOException {
        Path clock = CProgram.library(box, "fast_monotonic_clock.c");
        return box.command(tools.preloadable(), "supervise", "foo")
                .with("LD_PRELOAD", clock.toString())
                .start();
    }

    /** A supervise that restarts a service that exits at once. */
    public static BusySupervise restarting(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo");
        Files.move(CProgram.program(box, "tick.c"), foo.path("run"));
        return new BusySupervise(foo, hasty(tools, box));
    }

    /** The same with a {@code finish}, a notification and other settings. */
    public static BusySupervise withSettings(Toolset tools, Sandbox box) throws IOException {
        box.service("foo");
        Files.copy(Path.of("/bin/true"), box.path("foo/finish"));
        box.file("foo/timeout-finish", "0");
        box.file("foo/notification-fd", "3");
        box.file("foo/down-signal", "INT");
        box.file("foo/restart-limit-count", "0");
        return restarting(tools, box);
    }

    /** A supervise whose service already ignores HUP and ALRM. */
    public static BusySupervise commanded(Toolset tools, Sandbox box) {
        ServiceDirectory foo =
                box.service("foo").run("trap '' HUP ALRM", "echo > ready", "while :; do sleep 86400; done");
        Running supervise = box.start(tools, "supervise", "foo");
        Await.until("ignored signals", () -> Files.exists(foo.path("ready")));
        return new BusySupervise(foo, supervise);
    }

    /** Another supervise, which has adopted the process of this one, whose supervise is killed. */
    public BusySupervise replaced(Toolset tools, Sandbox box) {
        supervise.signal("KILL");
        supervise.ended();
        Running next = box.start(tools, "supervise", "foo");
        Await.until("supervise", () -> box.run(tools, "svok", "foo").code() == 0);
        return new BusySupervise(service, next);
    }

    /** How often the service of {@link #restarting} has been started. */
    public long starts() throws IOException {
        return Files.size(service.path("ticks"));
    }

    /** Waits until it has been started so often. */
    public void awaitStarts(long count) {
        Await.atLeast("starts", count, this::starts);
    }
}
