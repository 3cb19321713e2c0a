package io.daemontools.supervise;

/** The steps taken so far, each worked out once, so that a service that lives for years allocates nothing. */
final class Steps {
    private static final int EVENTS = Event.values().length;

    /** By state, then by event; of the many states a service sees a few. */
    private final Step[][] known = new Step[State.COUNT][];

    /** The step from {@code state} on {@code event}. */
    Step find(State state, Event event) {
        Step[] fromState = known[state.index()];
        if (fromState == null) {
            fromState = new Step[EVENTS];
            known[state.index()] = fromState;
        }
        Step step = fromState[event.ordinal()];
        if (step == null) {
            step = Step.of(state, event);
            fromState[event.ordinal()] = step;
        }
        return step;
    }
}
