package io.daemontools.svlogs;

/** How lines are written. */
interface LineFormat {
    /** Writes the beginning of a line: the head of a source. */
    void begin(Source line);

    /** Writes more of its text. */
    void more(Source line);

    /** Ends the line. */
    void end();
}
