package io.daemontools.suite.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A root directory and a PID namespace of a script's own: an overlay over those of the system, which are not changed. */
final class OverlayRoot {
    /** The exit code of the resource if there can be no overlay. */
    private static final int CANNOT_BE = 77;

    private OverlayRoot() {}

    /**
     * Runs a script. The test is skipped if the system does not allow it.
     *
     * @param limit how long it may take
     * @param files what it finds in {@code /files}
     */
    static Result run(Sandbox box, String script, Duration limit, Path... files) {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child"));
        return run(box, command, "in-a-root-of-its-own", script, limit, files);
    }

    /** Runs a script as {@link #run(Sandbox, String, Duration, Path...)} does, with systemd as PID 1 and without any package. */
    static Result runUnderSystemd(Sandbox box, String script, Duration limit, Path... files) {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        return run(box, command, "under-systemd", script, limit, files);
    }

    private static Result run(
            Sandbox box, List<String> command, String resource, String script, Duration limit, Path... files) {
        Privileges.needRoot("a root directory of its own");
        command.add("sh");
        command.add(box.file("root", Packaging.resource(resource)).toString());
        command.add(box.directory("scratch").toString());
        command.add(box.file("script", script).toString());
        for (Path file : files) {
            command.add(file.toString());
        }
        Result result =
                box.program(command.toArray(String[]::new)).within(limit).run();
        assumeTrue(
                result.code() != CANNOT_BE && !result.err().startsWith("unshare:"),
                "needs namespaces and overlays: " + result.err());
        return result;
    }
}
