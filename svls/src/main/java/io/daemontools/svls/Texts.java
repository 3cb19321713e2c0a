package io.daemontools.svls;

import io.daemontools.posix.Clocks;
import io.daemontools.service.RunEnd;
import io.daemontools.service.ServiceProblem;

/** Times, ends, sizes and names as texts. */
final class Texts {
    private static final String[] SIGNALS = {
        null, "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", null, "FPE", "KILL", null, "SEGV", null, "PIPE", "ALRM",
        "TERM"
    };

    private static final int UNIT_LIMIT = 100;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;
    private static final int KILO = 1024;
    private static final String UNITS = "KMGTPE";

    private Texts() {}

    /** A time that has passed, in at most five characters. */
    static void age(long nanoseconds, Text into) {
        long seconds = Math.max(0, nanoseconds) / Clocks.SECOND;
        if (seconds < UNIT_LIMIT) {
            into.number(seconds).put('s');
        } else if (seconds < UNIT_LIMIT * MINUTE) {
            into.number(seconds / MINUTE).put('m');
        } else if (seconds < UNIT_LIMIT * HOUR) {
            into.number(seconds / HOUR).put('h');
        } else {
            into.number(seconds / DAY).put('d');
        }
    }

    /** A size in bytes, in at most five characters. */
    static void size(long bytes, Text into) {
        long kilobytes = bytes / KILO;
        int unit = 0;
        while (kilobytes >= 10 * KILO && unit < UNITS.length() - 1) {
            kilobytes /= KILO;
            unit++;
        }
        into.number(kilobytes).put(UNITS.charAt(unit));
    }

    /** How a service has ended. */
    static String end(RunEnd end) {
        if (!end.statusKnown()) {
            return "unknown";
        }
        return end.status().crashed()
                ? signal(end.status().signal())
                : "exit " + end.status().exitCode();
    }

    /** The name of a signal that has the same number on all systems; of another one the number. */
    static String signal(int number) {
        String name = number < SIGNALS.length ? SIGNALS[number] : null;
        return name == null ? "signal " + number : name;
    }

    /** Why a service directory cannot be read. */
    static String problem(ServiceProblem problem) {
        return problem.badFormat()
                ? "unable to read supervise/status: bad format"
                : "unable to " + problem.step().text() + ": " + problem.errno().text();
    }
}
