package io.daemontools.suite.fuzz;

/** A deliberate difference from 0.76 for which generated cases are not compared: an item of DIFFERENCES.md, by its name there. */
public enum Difference {
    /** Asking for help. */
    HELP_AND_VERSION,
    /** Commands in the second after a start. */
    COMMANDS_IN_THE_FIRST_SECOND,
    /** A status that svstat can open but not read. */
    UNREADABLE_STATUS,
    /** More than a thousand services. */
    NUMBER_OF_SERVICES,
    /** fghack that is started with CHLD ignored. */
    CHLD_IGNORED,
    /** Labels of years that are no year's number. */
    LABEL_OUT_OF_RANGE,
    /** Standard input that is non-blocking and empty. */
    NON_BLOCKING_INPUT,
    /** A plain file where supervise has its FIFO. */
    CONTROL_IS_A_REGULAR_FILE,
    /** How often a status is written that stays the same. */
    STATUS_WRITTEN_ONCE,
    /** A link to nothing where envdir reads. */
    ENVDIR_DANGLING_LINK,
    /** A directory where envdir reads. */
    ENVDIR_DIRECTORY,
    /** Memory that is needed under a limit on it. */
    SOFTLIMIT_MEMORY,
    /** How svscanboot connects svscan and readproctitle. */
    SVSCANBOOT_EXIT
}
