package io.daemontools.suite.fuzz;

import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Path;

/** Makes cases for some commands. The same choices make the same case. */
@FunctionalInterface
interface Generator {
    /**
     * A case.
     *
     * @param java whether it is for the JVM, where a start takes long and some states are not possible
     */
    Case generate(Rng rng, boolean java);

    /** The parts of the outcome that are compared. */
    default Outcome compared(Outcome outcome, boolean java) {
        return outcome;
    }

    /** Where the commands are, for a runner that works in {@code directory}. */
    default Toolset tools(Toolset tools, Path directory) throws IOException {
        return tools;
    }

    /** Whether the outcome depends on the time, so that a case that differs is run again. */
    default boolean dependsOnTime() {
        return false;
    }
}
