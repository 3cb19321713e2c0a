package io.daemontools.simulation.kernel;

/** Decides what fails, and when. */
public interface Faults {
    /** Nothing fails. */
    Faults NONE = new Faults() {};

    /** What befalls a process before a call takes effect; null for nothing. */
    default Fault before(SimulatedProcess process, Call call) {
        return null;
    }

    /** What befalls it after the call took effect: {@link Fault#KILL}, {@link Fault#POWER_CUT}, or null for nothing. */
    default Fault after(SimulatedProcess process, Call call) {
        return null;
    }
}
