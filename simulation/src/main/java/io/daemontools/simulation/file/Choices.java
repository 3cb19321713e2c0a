package io.daemontools.simulation.file;

/** What is left to chance is chosen here. */
@FunctionalInterface
public interface Choices {
    /** A number from 0 to {@code bound} - 1. */
    int below(int bound);

    /** True once in {@code times}. */
    default boolean oneIn(int times) {
        return below(times) == 0;
    }
}
