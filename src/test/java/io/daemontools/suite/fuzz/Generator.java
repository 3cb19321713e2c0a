package io.daemontools.suite.fuzz;

import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Path;

/** Makes cases for some commands, always the same of the same choices. */
@FunctionalInterface
interface Generator {
    /**
     * A case.
     *
     * @param java whether it is for the JVM, where a start takes long and some states are not possible
     */
    Case generate(Rng rng, boolean java);

    /** Of what was seen, what is to be compared. */
    default Outcome compared(Outcome outcome, boolean java) {
        return outcome;
    }

    /** Where the commands are, for a runner that works in {@code directory}. */
    default Toolset tools(Toolset tools, Path directory) throws IOException {
        return tools;
    }

    /** Whether it depends on when it was run, so that what differs has to be looked at again. */
    default boolean dependsOnTime() {
        return false;
    }
}
