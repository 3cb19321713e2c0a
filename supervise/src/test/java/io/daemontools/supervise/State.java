package io.daemontools.supervise;

import io.daemontools.service.Want;
import java.util.ArrayList;
import java.util.List;

/** The part of supervise's state that decides what it does, and how {@link Transition} changes it. */
record State(Phase phase, Want want, boolean paused, boolean exiting) {
    /** The effects of an event: actions other than changes of the pause flag. {@code EXIT} is the end of supervise. */
    record Outcome(State next, List<String> effects) {}

    static State initial(boolean normallyDown) {
        return normallyDown
                ? new State(Phase.DOWN, Want.DOWN, false, false)
                : new State(Phase.COMMANDED, Want.UP, false, false);
    }

    Outcome on(Event event) {
        Want nextWant = event.want() == null ? want : event.want();
        boolean nextExiting = exiting || event == Event.EXIT;
        Transition transition = Transition.of(phase, nextWant, nextExiting, event);
        Phase nextPhase = transition.next() == null ? phase : transition.next();
        boolean nextPaused = paused;
        List<String> effects = new ArrayList<>();
        for (int i = 0; i < transition.actions(); i++) {
            Action action = transition.action(i);
            switch (action) {
                case SET_PAUSED -> nextPaused = true;
                case CLEAR_PAUSED -> nextPaused = false;
                case GIVE_UP -> {
                    nextWant = Want.DOWN;
                    effects.add(action.name());
                }
                default -> effects.add(action.name());
            }
        }
        if (event.announced()) {
            effects.add("WRITE_STATUS");
        }
        if (nextExiting && nextPhase == Phase.DOWN) {
            effects.add("EXIT");
        }
        return new Outcome(new State(nextPhase, nextWant, nextPaused, nextExiting), effects);
    }
}
