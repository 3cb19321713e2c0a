package io.daemontools.suite.harness;

/**
 * How much a run tries. {@code daemontools.effort} (1) is the factor on how often generated cases and rounds are tried: 1 is
 * for every build, the profile {@code whole} takes more. {@code daemontools.seed} (76) is where generated cases begin.
 */
public final class Effort {

    private static final int EFFORT = Integer.getInteger("daemontools.effort", 1);

    private Effort() {}

    /** The number of tries: {@code quick} in every build, multiplied by the effort. */
    public static int times(int quick) {
        return Math.multiplyExact(quick, EFFORT);
    }

    /** Whether this is a full run, with tests that take minutes. */
    public static boolean isWhole() {
        return EFFORT > 1;
    }

    /** The number from which a test makes its cases; the same number makes the same cases. */
    public static long seed() {
        return Long.getLong("daemontools.seed", 76);
    }
}
