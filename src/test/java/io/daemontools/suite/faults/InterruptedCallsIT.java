package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.List;

/** A system call that a signal interrupts (EINTR) is repeated, without any other effect. */
class InterruptedCallsIT {

    private static final int SPEED = 50;

    /** The first such call fails with EINTR. */
    private static final String INTERRUPTED = " 1 4";

    private static Result run(Sandbox box, FaultInjector faults, String call, Toolset tools, String... command)
            throws IOException {
        faults.begin();
        String[] arguments = List.of(command).subList(1, command.length).toArray(String[]::new);
        Result result = FaultInjector.with(
                        box.command(tools.preloadable(), command[0], arguments), faults.environment(call + INTERRUPTED))
                .run();
        assertThat(faults.failures()).as(call).hasSize(1);
        return result;
    }

    @BeyondOriginal
    void ofEnvdir(Toolset tools, Sandbox box) throws IOException {
        FaultInjector.assumePossible(tools);
        FaultInjector faults = FaultInjector.in(box, SPEED, "envdir");
        box.directory("variables");
        box.file("variables/GREETING", "hello\n");
        for (String call :
                List.of("open 1", "open 2", "chdir 1", "opendir 1", "readdir 1", "read 1", "read 2", "fchdir 1")) {
            assertThat(run(box, faults, call, tools, "envdir", "variables", "sh", "-c", "echo $GREETING"))
                    .as(call)
                    .isEqualTo(Result.prints("hello\n"));
        }
    }

    @BeyondOriginal
    void ofSvstat(Toolset tools, Sandbox box) throws IOException {
        FaultInjector.assumePossible(tools);
        FaultInjector faults = FaultInjector.in(box, SPEED, "svstat");
        ServiceDirectory foo = box.service("foo").down();
        box.start(tools, "supervise", "foo");
        Await.until(
                "supervise",
                () -> box.run(tools, "svok", "foo").code() == 0 && !foo.status().up());
        for (String call : List.of("stat 1", "open 1", "open 2", "read 1")) {
            Result result = run(box, faults, call, tools, "svstat", "foo");
            assertThat(result.out()).as(call).matches("foo: down [0-9]+ seconds\n");
        }
    }

    @BeyondOriginal
    void ofSupervise(Toolset tools, Sandbox box) throws IOException {
        FaultInjector.assumePossible(tools);
        FaultInjector faults = FaultInjector.in(box, SPEED, "supervise");
        for (String call : List.of(
                "chdir 1",
                "stat 1",
                "mkdir 1",
                "open 1",
                "flock 1",
                "mkfifo 1",
                "open 2",
                "write 1",
                "rename 1",
                "mkfifo 2",
                "open 5",
                "read 1")) {
            ServiceDirectory foo = box.service(call + "/foo").down();
            faults.begin();
            Running supervise = FaultInjector.with(
                            box.command(tools.preloadable(), "supervise", "foo").in(box.path(call)),
                            faults.environment(call + INTERRUPTED))
                    .start();
            Await.until("status", () -> !foo.status().up());
            Control.send(foo, "x");
            assertThat(supervise.ended()).as(call).isZero();
            assertThat(supervise.err()).as(call).isEmpty();
            assertThat(faults.failures()).as(call).hasSize(1);
        }
    }

    @BeyondOriginal
    void ofSvscan(Toolset tools, Sandbox box) throws IOException {
        FaultInjector.assumePossible(tools);
        FaultInjector faults = FaultInjector.in(box, SPEED, "svscan");
        for (String call : List.of("chdir 1", "opendir 1", "readdir 1", "stat 1", "stat 2", "mkfifo 1", "poll 1")) {
            ServiceDirectory foo = box.service(call + "/services/foo")
                    .run(ServiceDirectory.STAYS_UP)
                    .log("exec cat > seen");
            faults.begin();
            Running svscan = FaultInjector.with(
                            box.command(tools.preloadable(), "svscan", "services")
                                    .in(box.path(call)),
                            faults.environment(call + INTERRUPTED))
                    .start();
            foo.up();
            foo.logger().up();
            Await.until("interrupted call", () -> faults.failures().size() == 1);
            svscan.endTree();
            assertThat(svscan.err()).as(call).isEmpty();
        }
    }
}
