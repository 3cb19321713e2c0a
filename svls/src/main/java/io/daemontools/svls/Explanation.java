package io.daemontools.svls;

/** Why something is so, and what to type. */
abstract class Explanation {
    String why = "";
    String cure = "";

    /** Whether a directory is that of a logger. */
    static boolean isLogger(String directory) {
        return directory.endsWith("/log");
    }

    /** The reason. */
    final String why() {
        return why;
    }

    /** What to type, or an empty string if nothing helps. */
    final String cure() {
        return cure;
    }

    final void is(String reason, String command) {
        why = reason;
        cure = command;
    }
}
