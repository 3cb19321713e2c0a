package io.daemontools.supervise;

/** The steps taken so far, each worked out once, so that a service that lives for years allocates nothing. */
final class Steps {
    private static final int EVENTS = Event.values().length;

    private final Step[] known = new Step[State.COUNT * EVENTS];

    /** The step from {@code state} on {@code event}. */
    Step find(State state, Event event) {
        int index = state.index() * EVENTS + event.ordinal();
        if (known[index] == null) {
            known[index] = Step.of(state, event);
        }
        return known[index];
    }
}
