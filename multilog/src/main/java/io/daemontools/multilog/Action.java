package io.daemontools.multilog;

/** Something done with every line, in the script's order. */
interface Action {
    /** Is shown a line, selected or not, and does its part. */
    void see(Line line);
}
