package io.daemontools.supervise;

import io.daemontools.service.Want;

/**
 * The result of an event. The policy of supervise is the pure functions below, of its state and an {@link Event}. All
 * transitions are constants, so that a decision allocates nothing. They are in every supervise's memory, so they are small.
 */
final class Transition {
    private static final Transition STAY = stay();
    private static final Transition GO_DOWN = to(Phase.DOWN);
    private static final Transition START_ON_COMMAND = to(Phase.COMMANDED, Action.PLAN_START);
    private static final Transition STOP = stay(Action.SEND_TERM, Action.SEND_CONT, Action.CLEAR_PAUSED);
    private static final Transition PAUSE = stay(Action.SEND_STOP, Action.SET_PAUSED);
    private static final Transition CONTINUE = stay(Action.SEND_CONT, Action.CLEAR_PAUSED);
    private static final Transition HANGUP = stay(Action.SEND_HUP);
    private static final Transition ALARM = stay(Action.SEND_ALRM);
    private static final Transition INTERRUPT = stay(Action.SEND_INT);
    private static final Transition QUIT = stay(Action.SEND_QUIT);
    private static final Transition USR1 = stay(Action.SEND_USR1);
    private static final Transition USR2 = stay(Action.SEND_USR2);
    private static final Transition TERMINATE = stay(Action.SEND_TERM);
    private static final Transition KILL = stay(Action.SEND_KILL);
    private static final Transition EXEC = stay(Action.EXEC);
    private static final Transition STARTED = to(Phase.STARTING, Action.STAMP, Action.WRITE_STATUS);
    private static final Transition RESTARTED = to(Phase.RESTARTED, Action.STAMP, Action.WRITE_STATUS);
    private static final Transition RETRY = to(Phase.RESTARTING, Action.PLAN_RETRY);
    private static final Transition FIRST_SECOND_OVER = to(Phase.UP);
    private static final Transition ENDED = to(Phase.DOWN, Action.CLEAR_PAUSED, Action.STAMP, Action.WRITE_STATUS);
    private static final Transition RESTART =
            to(Phase.RESTARTING, Action.CLEAR_PAUSED, Action.STAMP, Action.WRITE_STATUS, Action.PLAN_START);

    private static final Transition FINISH =
            to(Phase.FINISHING, Action.CLEAR_PAUSED, Action.STAMP, Action.WRITE_STATUS);
    private static final Transition START_AFTER_FINISH = to(Phase.FINISHING_COMMANDED);
    private static final Transition NO_START_AFTER_FINISH = to(Phase.FINISHING);
    private static final Transition ENDED_COMMANDED =
            to(Phase.COMMANDED, Action.STAMP, Action.WRITE_STATUS, Action.PLAN_START);
    private static final Transition FAILED =
            to(Phase.FAILED, Action.CLEAR_PAUSED, Action.STAMP, Action.GIVE_UP, Action.WRITE_STATUS);

    private final Phase next;
    private final Action[] actions;

    private Transition(Phase next, Action... actions) {
        this.next = next;
        this.actions = actions;
    }

    /** The next phase, or null if the phase stays. */
    Phase next() {
        return next;
    }

    /** The number of actions. */
    int actions() {
        return actions.length;
    }

    /** What to do, in the order of the index. */
    Action action(int index) {
        return actions[index];
    }

    /**
     * The transition from a phase on an event that is possible in it.
     *
     * @param want what is wanted of the service, after the event
     * @param exiting whether supervise is to exit once the service is down, after the event
     */
    static Transition of(Phase phase, Want want, boolean exiting, Event event) {
        boolean process = phase.hasProcess();
        return switch (event) {
            case UP, ONCE -> process ? STAY : phase.finishing() ? START_AFTER_FINISH : START_ON_COMMAND;
            case DOWN ->
                switch (phase) {
                    case FAILED -> STAY;
                    case FINISHING, FINISHING_COMMANDED -> NO_START_AFTER_FINISH;
                    default -> process ? STOP : GO_DOWN;
                };
            case EXIT -> phase == Phase.RESTARTING || phase == Phase.FAILED ? GO_DOWN : STAY;
            case PAUSE -> process ? PAUSE : STAY;
            case CONTINUE -> process ? CONTINUE : STAY;
            case HANGUP -> process ? HANGUP : STAY;
            case ALARM -> process ? ALARM : STAY;
            case INTERRUPT -> process ? INTERRUPT : STAY;
            case QUIT -> process ? QUIT : STAY;
            case USR1 -> process ? USR1 : STAY;
            case USR2 -> process ? USR2 : STAY;
            case TERMINATE -> process ? TERMINATE : STAY;
            case KILL -> phase.occupied() ? KILL : STAY;
            case EXEC -> EXEC;
            case STARTED -> phase == Phase.RESTARTING ? RESTARTED : STARTED;
            case FORK_FAILED -> exiting ? GO_DOWN : RETRY;
            case SECOND_OVER -> FIRST_SECOND_OVER;
            case DIED -> ended(phase, want, exiting);
            case FINISH -> FINISH;
            case FAILED -> phase == Phase.FINISHING_COMMANDED ? ENDED_COMMANDED : exiting ? ENDED : FAILED;
        };
    }

    private static Transition ended(Phase phase, Want want, boolean exiting) {
        if (phase == Phase.FINISHING_COMMANDED) {
            return ENDED_COMMANDED;
        }
        return exiting || want != Want.UP ? ENDED : RESTART;
    }

    /** Whether a start on command is planned by the event, so that earlier ends do not count: the command itself, or what it waited for. */
    static boolean startsOnCommand(Phase phase, Event event) {
        if (phase == Phase.FINISHING_COMMANDED) {
            return event == Event.DIED || event == Event.FAILED;
        }
        return (event == Event.UP || event == Event.ONCE) && !phase.occupied();
    }

    /**
     * Whether a command has to wait. A signal waits until the process has existed for a second, so that the process has its
     * handlers. While a commanded start is planned, a signal waits for that process. KILL needs no handler. ONCE waits if the
     * process may have ended: it is meant for the next process.
     *
     * @param childEnded whether a child has ended that has not been reaped
     */
    static boolean postpones(Phase phase, boolean childEnded, Event command) {
        return switch (command) {
            case PAUSE, CONTINUE, HANGUP, ALARM, INTERRUPT, QUIT, USR1, USR2, TERMINATE ->
                phase.inFirstSecond() || phase == Phase.COMMANDED || phase == Phase.FINISHING_COMMANDED;
            case KILL -> phase == Phase.COMMANDED;
            case ONCE -> childEnded && phase == Phase.STARTING;
            default -> false;
        };
    }

    /** Whether the end of the process has to wait: in its first second the service counts as up, unless it is to end. */
    static boolean postponesDeath(Phase phase, Want want, boolean exiting) {
        return phase.inFirstSecond() && want != Want.DOWN && !exiting;
    }

    /**
     * Whether a command that has waited comes before the end of the process, once the first second is over. The order is that
     * of 0.76. After a first or commanded start the end comes first, so that the command reaches the next process. After a
     * restart the command comes first: a service that always ends at once uses up one command with each start.
     */
    static boolean commandComesFirst(Phase phase) {
        return phase == Phase.RESTARTED;
    }

    private static Transition stay(Action... actions) {
        return new Transition(null, actions);
    }

    private static Transition to(Phase next, Action... actions) {
        return new Transition(next, actions);
    }
}
