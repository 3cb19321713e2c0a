package io.daemontools.simulation.kernel;

import io.daemontools.posix.Errno;

/**
 * What befalls a process at a call.
 *
 * @param kind what it is
 * @param errno the error of a call that fails, else null
 */
public record Fault(Kind kind, Errno errno) {
    /** The kinds of faults. */
    public enum Kind {
        /** {@code kill -9}. */
        KILL,
        /** The call fails and has no effect. */
        FAIL,
        /** The machine loses its power. */
        POWER_CUT
    }

    /** {@code kill -9}. */
    public static final Fault KILL = new Fault(Kind.KILL, null);

    /** The machine loses its power. */
    public static final Fault POWER_CUT = new Fault(Kind.POWER_CUT, null);

    /** The call fails. */
    public static Fault fail(Errno errno) {
        return new Fault(Kind.FAIL, errno);
    }
}
