package io.daemontools.simulation.kernel;

import java.util.function.BooleanSupplier;

/** What a process waits for in a call, if it waits. */
final class Wait {
    private BooleanSupplier condition;
    private long deadline = SimulatedProcess.NO_DEADLINE;
    private long interruptionsBefore;
    private boolean interruptible;

    /**
     * Begins to wait for a condition.
     *
     * @param until when the wait ends at the latest, in nanoseconds since the machine's beginning
     * @param endsBySignal whether a caught signal ends it
     * @param interruptions how many signals have been caught so far
     */
    void begin(BooleanSupplier wanted, long until, boolean endsBySignal, long interruptions) {
        condition = wanted;
        deadline = until;
        interruptible = endsBySignal;
        interruptionsBefore = interruptions;
    }

    void end() {
        condition = null;
        deadline = SimulatedProcess.NO_DEADLINE;
    }

    boolean begun() {
        return condition != null;
    }

    long deadline() {
        return deadline;
    }

    /** Whether there is nothing to wait for at a moment. */
    boolean over(long moment, long interruptions) {
        return condition == null || moment >= deadline || interrupted(interruptions) || condition.getAsBoolean();
    }

    boolean interrupted(long interruptions) {
        return interruptible && interruptions != interruptionsBefore;
    }
}
