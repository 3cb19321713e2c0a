package io.daemontools.simulation.conformance;

import java.util.List;

/** Runs scenarios. */
interface Machine {
    /** Runs a scenario in a directory of its own and returns its record. */
    List<String> run(Scenario scenario);
}
