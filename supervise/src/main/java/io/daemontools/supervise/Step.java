package io.daemontools.supervise;

import io.daemontools.service.Want;
import io.daemontools.supervise.State.Start;
import java.util.List;

/**
 * What an event leads to: the next state, and what to do on the way, in this order.
 *
 * <p>This is all of supervise's judgement, a pure function of {@link State} and {@link Event}.
 */
record Step(State next, List<Action> actions) {
    /** The step from {@code state} on {@code event}. */
    static Step of(State state, Event event) {
        return switch (event) {
            case UP -> wantRunning(state, Want.UP);
            case ONCE -> wantRunning(state, Want.ONCE);
            case DOWN -> wantDown(state);
            case EXIT -> exit(state);
            case PAUSE -> pause(state);
            case CONTINUE -> resume(state);
            case HANGUP -> signal(state, Action.SEND_HUP);
            case ALARM -> signal(state, Action.SEND_ALRM);
            case INTERRUPT -> signal(state, Action.SEND_INT);
            case TERMINATE -> signal(state, Action.SEND_TERM);
            case KILL -> signal(state, Action.SEND_KILL);
            case STARTED -> to(state.withUp(true), Action.STAMP, Action.WRITE_STATUS);
            case DIED -> died(state.withUp(false));
            case FORK_FAILED -> failed(state);
        };
    }

    private static Step wantRunning(State state, Want want) {
        State wanted = state.withWant(want);
        return state.up()
                ? to(wanted, Action.WRITE_STATUS)
                : to(wanted.withStart(Start.COMMANDED), Action.START, Action.WRITE_STATUS);
    }

    private static Step wantDown(State state) {
        State wanted = state.withWant(Want.DOWN).withStart(Start.NONE);
        if (state.up()) {
            return to(wanted.withPaused(false), Action.SEND_TERM, Action.SEND_CONT, Action.WRITE_STATUS);
        }
        return state.exiting() ? to(wanted, Action.WRITE_STATUS, Action.EXIT) : to(wanted, Action.WRITE_STATUS);
    }

    private static Step exit(State state) {
        State exiting = state.withExiting();
        if (state.up() || state.start() == Start.COMMANDED) {
            return to(exiting, Action.WRITE_STATUS);
        }
        return to(exiting.withStart(Start.NONE), Action.WRITE_STATUS, Action.EXIT);
    }

    private static Step pause(State state) {
        return state.up()
                ? to(state.withPaused(true), Action.SEND_STOP, Action.WRITE_STATUS)
                : to(state, Action.WRITE_STATUS);
    }

    private static Step resume(State state) {
        return state.up()
                ? to(state.withPaused(false), Action.SEND_CONT, Action.WRITE_STATUS)
                : to(state, Action.WRITE_STATUS);
    }

    private static Step signal(State state, Action sending) {
        return state.up() ? to(state, sending) : to(state);
    }

    private static Step died(State down) {
        if (down.exiting()) {
            return to(down, Action.STAMP, Action.WRITE_STATUS, Action.EXIT);
        }
        if (down.want() == Want.UP) {
            return to(down.withStart(Start.AUTOMATIC), Action.STAMP, Action.WRITE_STATUS, Action.START);
        }
        return to(down, Action.STAMP, Action.WRITE_STATUS);
    }

    /** What was commanded has been tried: it will be again, but keeps no supervise from exiting. */
    private static Step failed(State state) {
        return state.exiting()
                ? to(state.withStart(Start.NONE), Action.EXIT)
                : to(state.withStart(Start.AUTOMATIC), Action.START_LATER);
    }

    private static Step to(State next, Action... actions) {
        return new Step(next, List.of(actions));
    }
}
