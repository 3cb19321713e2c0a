package io.daemontools.svls;

/** Why something is so, and what to type. */
abstract class Explanation {
    String why = "";
    String cure = "";

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
