package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * supervise and svscan print the same messages as 0.76 when the same call fails, and exit or continue as it does. Not compared:
 * EINTR, after which this version repeats the call; {@code fcntl}, whose failures 0.76 ignores; svscan's {@code pipe}, where this
 * version makes a FIFO.
 */
class MessagesIT {

    private static final int SPEED = 100;
    private static final long AGAIN = Await.patiently(Duration.ofMillis(100)).toNanos();

    /** EIO, ENOMEM, ENFILE, EMFILE, ENOSPC; calls fail with any of them here. */
    private static final List<Integer> ERRORS = List.of(5, 12, 23, 24, 28);

    private static final List<String> OF_SUPERVISE = List.of(
            "pipe 1",
            "chdir 1",
            "stat 1",
            "mkdir 1",
            "open 1",
            "flock 1",
            "mkfifo 1",
            "open 2",
            "open 3",
            "open 4",
            "write 1",
            "rename 1",
            "mkfifo 2",
            "open 5",
            "open 6");

    private static final List<String> OF_SVSCAN = List.of(
            "chdir 1",
            "opendir 1",
            "readdir 1",
            "readdir 2",
            "readdir 3",
            "stat 1",
            "stat 2",
            "fork 1",
            "fork 2",
            "child.execve 1",
            "child.execve 2");

    /** The lock and the control FIFO twice. Then this version opens the boot id and the history. */
    private static final int OPENS_IN_COMMON = 3;

    private static final int OPENS_OF_HISTORY = 2;

    @Differential
    void supervise(Comparison comparison, Sandbox box) throws IOException {
        FaultInjector faults = faults(comparison, box, "supervise");
        for (String call : OF_SUPERVISE) {
            String error = error(call, OF_SUPERVISE);
            assertThat(lifeOfSupervise(comparison.built(), box, faults, built(call) + error))
                    .as(call + error)
                    .isEqualTo(lifeOfSupervise(comparison.original(), box, faults, call + error));
        }
    }

    /** The same call in this version. */
    private static String built(String call) {
        int number = Integer.parseInt(call.substring(call.indexOf(' ') + 1));
        return call.startsWith("open ") && number > OPENS_IN_COMMON ? "open " + (number + OPENS_OF_HISTORY) : call;
    }

    /** The same call in this version of svscan, which first looks at its PID namespace. */
    private static String ofSvscan(String call) {
        return call.startsWith("stat ") ? "stat " + (1 + Integer.parseInt(call.substring("stat ".length()))) : call;
    }

    /** A service that is normally down, so that nothing depends on time. */
    private static String lifeOfSupervise(Toolset tools, Sandbox box, FaultInjector faults, String fault)
            throws IOException {
        Path directory = box.directory(tools + " " + fault);
        ServiceDirectory foo = box.service(directory + "/foo").down();
        faults.begin();
        Running supervise =
                start(box.command(tools.preloadable(), "supervise", "foo").in(directory), faults, fault);
        RetryUntil.run("end", () -> !supervise.runs(), AGAIN, () -> Control.send(foo, "x"));
        return supervise.ended() + "\n" + supervise.err();
    }

    @Differential
    void svscan(Comparison comparison, Sandbox box) throws IOException {
        FaultInjector faults = faults(comparison, box, "svscan");
        for (String call : OF_SVSCAN) {
            String error = error(call, OF_SVSCAN);
            assertThat(lifeOfSvscan(comparison.built(), box, faults, ofSvscan(call) + error))
                    .as(call + error)
                    .isEqualTo(lifeOfSvscan(comparison.original(), box, faults, call + error));
        }
    }

    private static Set<String> lifeOfSvscan(Toolset tools, Sandbox box, FaultInjector faults, String fault)
            throws IOException {
        Path directory = box.directory(tools + " " + fault);
        ServiceDirectory foo = box.service(directory + "/services/foo")
                .run(ServiceDirectory.STAYS_UP)
                .log("exec cat > seen");
        faults.begin();
        Running svscan =
                start(box.command(tools.preloadable(), "svscan", "services").in(directory), faults, fault);
        Await.until(
                "up or over",
                () -> !svscan.runs()
                        || (foo.status().up() && foo.logger().status().up()));
        svscan.endTree();
        return new TreeSet<>(svscan.err().lines().toList());
    }

    private static Running start(Invocation invocation, FaultInjector faults, String fault) {
        return FaultInjector.with(invocation, faults.environment(fault)).start();
    }

    private static String error(String call, List<String> calls) {
        return " 1 " + ERRORS.get(calls.indexOf(call) % ERRORS.size());
    }

    private static FaultInjector faults(Comparison comparison, Sandbox box, String program) throws IOException {
        assumeThat(comparison.built().name()).isEqualTo("native");
        FaultInjector.assumePossible(comparison.built());
        return FaultInjector.in(box, SPEED, program);
    }
}
