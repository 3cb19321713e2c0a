package io.daemontools.simulation.explore;

/** A source of histories to be run. It is used by one thread at a time. */
interface Search {
    /** The next one; null if there is none, at least until one that runs has ended. */
    Plan next();

    /** A history has been run. */
    default void ran(Plan plan, Run run) {}
}
