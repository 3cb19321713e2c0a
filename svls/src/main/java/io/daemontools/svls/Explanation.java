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

    /** Leaves out what the explanation of a service, which is printed before that of its logger, has. */
    final void refersTo(Explanation service, String name) {
        if (cure.equals(service.cure)) {
            is(why.equals(service.why) ? "the same as for " + name : why, "");
        }
    }

    final void is(String reason, String command) {
        why = reason;
        cure = command;
    }
}
