package io.daemontools.simulation.kernel;

import java.util.function.Supplier;

/** Bodies of which one runs at a time, and which pass control to each other. */
interface Coroutines {
    /** One body, or the thread that started all of them. */
    interface Coroutine {}

    /** The thread that starts the others. */
    Coroutine host();

    /**
     * A body that begins to run at the first {@link #transfer} to it.
     *
     * @param body runs, and returns the coroutine that runs next; it must not throw
     */
    Coroutine create(Supplier<Coroutine> body);

    /** Passes control from the one that runs to another. It returns when control is passed back. */
    void transfer(Coroutine from, Coroutine to);
}
