package io.daemontools.suite.fuzz;

/** A deliberate difference from 0.76 for which a generated case is left out: an item of DIFFERENCES.md, by its name there. */
enum Difference {
    SOLE_HELP_AND_VERSION,
    UNREADABLE_STATUS,
    NO_LIMIT_OF_SERVICES,
    OUTSIDE_THE_CALENDAR,
    NON_BLOCKING_INPUT,
    CONTROL_IS_A_FILE,
    STATUS_WRITTEN_ONCE,
    ENVDIR_LOST_LINK
}
