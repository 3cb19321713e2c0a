package io.daemontools.suite.fuzz;

/** An intentional difference from 0.76 for which generated cases are not compared: an item of DIFFERENCES.md, by its name there. */
public enum Difference {
    /** A single argument {@code --help} or {@code --version}. */
    HELP_AND_VERSION,
    /** Commands in the second after a start. */
    COMMANDS_IN_THE_FIRST_SECOND,
    /** A status that svstat can open but not read. */
    UNREADABLE_STATUS,
    /** More than a thousand services. */
    NUMBER_OF_SERVICES,
    /** An account that is a number. */
    ACCOUNT_NUMBERS,
    /** fghack that is started with CHLD ignored. */
    CHLD_IGNORED,
    /** Labels whose year is out of range. */
    LABEL_OUT_OF_RANGE,
    /** Standard input that is non-blocking and empty. */
    NON_BLOCKING_INPUT,
    /** A regular file in place of the control FIFO. */
    CONTROL_IS_A_REGULAR_FILE,
    /** The number of writes of an unchanged status. */
    STATUS_WRITTEN_ONCE,
    /** The file {@code supervise/history}. */
    HISTORY_FILE,
    /** The FIFO {@code supervise/pipe}, and the directory for it. */
    LOG_PIPE,
    /** A dangling link in envdir's directory. */
    ENVDIR_DANGLING_LINK,
    /** A directory in envdir's directory. */
    ENVDIR_DIRECTORY,
    /** softlimit's own need of memory. */
    SOFTLIMIT_MEMORY,
    /** How svscanboot connects svscan and readproctitle. */
    SVSCANBOOT_EXIT,
    /** svc, which svscanboot of 0.76 runs first. */
    SVSCANBOOT_KEEPS_SERVICES
}
