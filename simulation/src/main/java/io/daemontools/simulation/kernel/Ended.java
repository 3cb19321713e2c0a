package io.daemontools.simulation.kernel;

/** Unwinds the stack of a process that has ended. It is no exception that a program could handle. */
final class Ended extends Error {
    private static final long serialVersionUID = 1;

    Ended() {
        super(null, null, false, false);
    }
}
