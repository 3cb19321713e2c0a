package io.daemontools.log;

/** What a look at {@code previous} and {@code current} has found. */
enum Look {
    OPENED,
    /** There is none that was not open before. */
    ABSENT,
    /** An old log file has been added. */
    NAMED,
    /** What a processor has made is about to become an old log file. */
    UNNAMED
}
