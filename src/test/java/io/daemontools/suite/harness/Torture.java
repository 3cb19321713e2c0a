package io.daemontools.suite.harness;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Native programs that collect garbage at each allocation: {@code daemontools.torture} is true if the native programs under test
 * were built so.
 */
public final class Torture {
    private static final boolean ON = Boolean.getBoolean("daemontools.torture");

    private Torture() {}

    /** Whether the native programs collect garbage at each allocation. */
    public static boolean isOn() {
        return ON;
    }

    /** Skips the test if they do, since that changes the result. */
    public static void leaveOut(String reason) {
        assumeFalse(ON, "not with a collection at each allocation: " + reason);
    }
}
