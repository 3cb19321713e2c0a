package io.daemontools.simulation.program;

import io.daemontools.posix.Posix;
import java.util.List;

/** A program that a simulated process executes. It acts through {@link Posix} alone and has no state that outlives a process. */
@FunctionalInterface
public interface Program {
    /**
     * Runs the program.
     *
     * @param arguments {@code argv}: the name, then the arguments
     * @param posix the calls of the process that executes it
     * @return the exit code
     */
    int run(List<String> arguments, Posix posix);
}
