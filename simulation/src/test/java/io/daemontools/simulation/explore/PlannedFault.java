package io.daemontools.simulation.explore;

import io.daemontools.posix.Errno;
import io.daemontools.simulation.kernel.Fault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fault of one call of one of the suite's processes.
 *
 * @param call the number of the call in its history, from 1; if that call cannot have this fault, the next one that can
 * @param kind what befalls the process
 * @param errno the error of a call that fails; null for any that this call can have
 * @param after whether a process is killed after the call took effect, and not before
 * @param seconds for how long all calls of this kind by this process fail, too; 0 for this call alone
 */
record PlannedFault(long call, Fault.Kind kind, Errno errno, boolean after, int seconds) {
    private static final Pattern FORM = Pattern.compile("(kill|fail|E[A-Z0-9]+)@([0-9]+)(?:(\\+)|~([0-9]+)s)?");
    private static final int NAME = 1;
    private static final int CALL = 2;
    private static final int AFTER = 3;
    private static final int SECONDS = 4;

    /** {@code kill -9} before a call. */
    static PlannedFault kill(long call) {
        return new PlannedFault(call, Fault.Kind.KILL, null, false, 0);
    }

    /** {@code kill -9} after a call. */
    static PlannedFault killAfter(long call) {
        return new PlannedFault(call, Fault.Kind.KILL, null, true, 0);
    }

    /** A call that fails. */
    static PlannedFault fail(long call, Errno errno, int seconds) {
        return new PlannedFault(call, Fault.Kind.FAIL, errno, false, seconds);
    }

    /** Whether a text has the form of one. */
    static boolean matches(String text) {
        return FORM.matcher(text).matches();
    }

    /** The fault that {@link #toString} has printed. */
    static PlannedFault parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a fault: " + text);
        }
        String name = parts.group(NAME);
        return new PlannedFault(
                Long.parseLong(parts.group(CALL)),
                name.equals("kill") ? Fault.Kind.KILL : Fault.Kind.FAIL,
                name.startsWith("E") ? Errno.valueOf(name) : null,
                parts.group(AFTER) != null,
                parts.group(SECONDS) == null ? 0 : Integer.parseInt(parts.group(SECONDS)));
    }

    /** {@code kill@CALL}, {@code kill@CALL+} for after it; {@code EIO@CALL}, {@code EIO@CALL~5s} for five seconds. */
    @Override
    public String toString() {
        String failure = errno == null ? "fail" : errno.toString();
        String name = kind == Fault.Kind.KILL ? "kill" : failure;
        return name + '@' + call + (after ? "+" : "") + (seconds > 0 ? "~" + seconds + "s" : "");
    }
}
