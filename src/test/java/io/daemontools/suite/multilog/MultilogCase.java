package io.daemontools.suite.multilog;

import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A script, the contents of its log directories at the start, and the input of one run of multilog after the other.
 *
 * @param seed what {@link CaseGenerator} made it of
 */
public record MultilogCase(long seed, List<String> script, List<LeftFile> left, List<String> inputs) {

    /** Stands in a script for the directory in which it runs. */
    public static final String HERE = "/HERE";

    /**
     * Runs the multilog of {@code tools} in an empty directory, and returns all observable effects.
     *
     * @param environment variables for multilog
     */
    String outcome(Toolset tools, Sandbox box, Path directory, Map<String, String> environment) throws IOException {
        for (LeftFile file : left) {
            file.make(directory);
        }
        List<String> seen = new ArrayList<>();
        for (String input : inputs) {
            String[] arguments = script.stream()
                    .map(argument -> argument.replace(HERE, directory.toString()))
                    .toArray(String[]::new);
            Invocation invocation = box.command(tools, "multilog", arguments);
            environment.forEach(invocation::with);
            Result result = invocation.in(directory).reading(input).run();
            seen.add("exit code " + result.code());
            seen.add(Snapshot.withoutStamps(result.err()).replace(directory.toString(), HERE));
        }
        seen.add(Snapshot.of(directory));
        return String.join("\n", seen);
    }

    @Override
    public String toString() {
        return "seed " + seed + ": multilog " + String.join(" | ", script) + " with " + left + ", "
                + inputs.stream().map(String::length).toList() + " bytes";
    }
}
