package io.daemontools.svlogs;

/** Where in a line the reading of a file begins. multilog may divide a long line between two files: its rest may look as a label. */
enum Beginning {
    LINE,
    IN_LINE,
    /** The file before was not read, or was left behind by an outage. */
    UNKNOWN,
    /** The first line was read, and has a label that may be part of a text. */
    DOUBTFUL
}
