package io.daemontools.supervise;

import io.daemontools.posix.Clocks;
import io.daemontools.service.RunStart;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StartReason;
import io.daemontools.service.Want;

/**
 * Where a service was that has no process now, before its supervise was killed. A process was perhaps started after the state was
 * published: then the history shows it.
 *
 * @param phase the phase of the last process, whose end has not been handled; or the one without a process
 * @param want the wanted state
 * @param endMissed whether {@code finish} was started after a run that the state does not show to have ended
 * @param later whether the last run is not the one of the state
 */
record Recovery(Phase phase, Want want, boolean endMissed, boolean later) {
    /**
     * From what was left.
     *
     * @param left the state
     * @param last the last process in the history, or null
     * @param sequence its number
     */
    static Recovery of(ServiceState left, RunStart last, long sequence) {
        boolean later = sequence > left.sequence();
        Want want = later && last != null ? last.want() : left.want();
        if (later && (last == null || last.reason() != StartReason.FINISH)) {
            return new Recovery(Phase.UP, want, false, true);
        }
        return new Recovery(
                later ? finishing(left) : phase(left),
                want,
                later && left.phase().running(),
                false);
    }

    /** The phase of a service whose {@code finish} runs; {@code left} may be null. */
    static Phase finishing(ServiceState left) {
        boolean commanded =
                left != null && left.phase() == ServicePhase.FINISHING && left.startAt() != ServiceState.NONE;
        return commanded ? Phase.FINISHING_COMMANDED : Phase.FINISHING;
    }

    /**
     * Whether a state may be of a process that is adopted, and not of one before it with the same process id. A run that was adopted
     * before has more than one number.
     *
     * @param adopted its start
     * @param sequence its number
     */
    static boolean mayBeOf(ServiceState left, RunStart adopted, long sequence) {
        return adopted.reason() == StartReason.FINISH
                ? left.phase() == ServicePhase.FINISHING
                : left.sequence() == sequence || adopted.reason() == StartReason.ADOPTED;
    }

    /**
     * When the last start was attempted, by the monotonic clock.
     *
     * @param left the state of the last run, or null
     * @param time when it was started, by the wall clock
     */
    static long attempt(ServiceState left, long time, Clocks clocks) {
        if (left != null && left.startedAt() != ServiceState.NONE) {
            return left.startedAt();
        }
        long age = clocks.wallClock() - time;
        return clocks.monotonicClock() - (age >= 0 ? age : Clocks.SECOND);
    }

    /** When the last start was attempted, of what this was made of. */
    long attempt(ServiceState left, RunStart last, Clocks clocks) {
        return later && last != null ? attempt(null, last.time(), clocks) : attempt(left, left.since(), clocks);
    }

    private static Phase phase(ServiceState left) {
        return switch (left.phase()) {
            case DOWN -> Phase.DOWN;
            case FAILED -> Phase.FAILED;
            case RESTARTING, BACKING_OFF -> Phase.RESTARTING;
            case FINISHING -> finishing(left);
            case STARTING, UP, READY, STOPPING -> Phase.UP;
        };
    }
}
