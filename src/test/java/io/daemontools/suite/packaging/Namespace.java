package io.daemontools.suite.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import java.util.ArrayList;
import java.util.List;

/** The part of a container engine that concerns PID 1: a PID namespace, which ends with its first process. */
record Namespace(Running unshare) {

    /** Runs a command as PID 1. The test is skipped if the system does not allow it. */
    static Namespace start(Sandbox box, Invocation command) {
        needed(box);
        return new Namespace(command.through(unshareArguments()).start());
    }

    private static void needed(Sandbox box) {
        List<String> arguments = new ArrayList<>(List.of(unshareArguments()));
        arguments.add("true");
        boolean allowed;
        try {
            allowed = box.program(arguments.toArray(new String[0])).run().code() == 0;
        } catch (AssertionError noUnshare) {
            allowed = false;
        }
        assumeTrue(allowed, "needs process id namespaces: root, or user namespaces for all");
    }

    private static String[] unshareArguments() {
        List<String> arguments = new ArrayList<>(List.of("unshare", "--fork", "--kill-child", "--pid", "--mount-proc"));
        if (!Privileges.root()) {
            arguments.addAll(1, List.of("--user", "--map-root-user"));
        }
        return arguments.toArray(new String[0]);
    }

    /** The process id of PID 1 outside the namespace. */
    long first() {
        return Await.value(
                "process 1",
                () -> ProcessInfo.children(unshare.pid()).stream().findFirst().orElse(null));
    }

    /** Sends PID 1 a signal. */
    void signal(String name) {
        ProcessInfo.signal(name, first());
    }

    /** Its exit code, when it has ended. */
    int ended() {
        return unshare.ended();
    }

    String err() {
        return unshare.err();
    }
}
