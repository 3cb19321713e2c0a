package io.daemontools.supervise;

import io.daemontools.service.Want;
import java.util.List;

/**
 * What an event leads to. This is the whole policy of supervise, as pure functions of its state and an {@link Event}; there are
 * only the transitions below, so that deciding takes no memory.
 *
 * @param next the next phase, or null if the phase stays
 * @param actions what to do, in this order
 */
record Transition(Phase next, List<Action> actions) {
    private static final Transition STAY = stay();
    private static final Transition GO_DOWN = to(Phase.DOWN);
    private static final Transition START_ON_COMMAND = to(Phase.COMMANDED, Action.PLAN_START);
    private static final Transition STOP = stay(Action.SEND_TERM, Action.SEND_CONT, Action.CLEAR_PAUSED);
    private static final Transition PAUSE = stay(Action.SEND_STOP, Action.SET_PAUSED);
    private static final Transition CONTINUE = stay(Action.SEND_CONT, Action.CLEAR_PAUSED);
    private static final Transition HANGUP = stay(Action.SEND_HUP);
    private static final Transition ALARM = stay(Action.SEND_ALRM);
    private static final Transition INTERRUPT = stay(Action.SEND_INT);
    private static final Transition TERMINATE = stay(Action.SEND_TERM);
    private static final Transition KILL = stay(Action.SEND_KILL);
    private static final Transition STARTED = to(Phase.STARTING, Action.STAMP, Action.WRITE_STATUS);
    private static final Transition RETRY = to(Phase.RESTARTING, Action.PLAN_RETRY);
    private static final Transition FIRST_SECOND_OVER = to(Phase.UP);
    private static final Transition ENDED = to(Phase.DOWN, Action.CLEAR_PAUSED, Action.STAMP, Action.WRITE_STATUS);
    private static final Transition RESTART =
            to(Phase.RESTARTING, Action.CLEAR_PAUSED, Action.STAMP, Action.WRITE_STATUS, Action.PLAN_START);

    /**
     * The transition from a phase on an event that is possible in it.
     *
     * @param want what is wanted of the service, after the event
     * @param exiting whether supervise is to exit once the service is down, after the event
     */
    static Transition of(Phase phase, Want want, boolean exiting, Event event) {
        boolean process = phase.hasProcess();
        return switch (event) {
            case UP, ONCE -> process ? STAY : START_ON_COMMAND;
            case DOWN -> process ? STOP : GO_DOWN;
            case EXIT -> phase == Phase.RESTARTING ? GO_DOWN : STAY;
            case PAUSE -> process ? PAUSE : STAY;
            case CONTINUE -> process ? CONTINUE : STAY;
            case HANGUP -> process ? HANGUP : STAY;
            case ALARM -> process ? ALARM : STAY;
            case INTERRUPT -> process ? INTERRUPT : STAY;
            case TERMINATE -> process ? TERMINATE : STAY;
            case KILL -> process ? KILL : STAY;
            case STARTED -> STARTED;
            case FORK_FAILED -> exiting ? GO_DOWN : RETRY;
            case SECOND_OVER -> FIRST_SECOND_OVER;
            case DIED -> exiting || want != Want.UP ? ENDED : RESTART;
        };
    }

    /**
     * Whether a command has to wait: a signal, until the process has existed for a second and so has had time to install its
     * handlers, or until there is a process where a commanded start has to wait. KILL needs no handler.
     */
    static boolean postpones(Phase phase, Event command) {
        return switch (command) {
            case PAUSE, CONTINUE, HANGUP, ALARM, INTERRUPT, TERMINATE ->
                phase == Phase.STARTING || phase == Phase.COMMANDED;
            case KILL -> phase == Phase.COMMANDED;
            default -> false;
        };
    }

    /** Whether the end of the process has to wait: in its first second the service counts as up, unless it is to end. */
    static boolean postponesDeath(Phase phase, Want want, boolean exiting) {
        return phase == Phase.STARTING && want != Want.DOWN && !exiting;
    }

    private static Transition stay(Action... actions) {
        return to(null, actions);
    }

    private static Transition to(Phase next, Action... actions) {
        return new Transition(next, List.of(actions));
    }
}
