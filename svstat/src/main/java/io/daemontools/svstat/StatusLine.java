package io.daemontools.svstat;

import io.daemontools.cli.Output;
import io.daemontools.posix.Bytes;
import io.daemontools.service.ServiceProblem;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.service.Want;

/** The text that svstat prints after a directory's name. */
final class StatusLine {
    private static final byte[] UP = Bytes.of("up (pid ");
    private static final byte[] UP_SINCE = Bytes.of(") ");
    private static final byte[] DOWN = Bytes.of("down ");
    private static final byte[] SECONDS = Bytes.of(" seconds");

    private StatusLine() {}

    /**
     * Writes a status.
     *
     * @param now the current time, in TAI64 seconds
     */
    static void put(SuperviseStatus status, boolean normallyUp, long now, Output output) {
        if (status.up()) {
            output.put(UP);
            output.putDecimal(status.pid());
            output.put(UP_SINCE);
        } else {
            output.put(DOWN);
        }
        output.putDecimal(status.age(now));
        output.put(SECONDS);
        if (status.up() && !normallyUp) {
            output.put(", normally down");
        }
        if (!status.up() && normallyUp) {
            output.put(", normally up");
        }
        if (status.up() && status.paused()) {
            output.put(", paused");
        }
        if (!status.up() && status.want() == Want.UP.code()) {
            output.put(", want up");
        }
        if (status.up() && status.want() == Want.DOWN.code()) {
            output.put(", want down");
        }
    }

    /** Writes why there is no status. */
    static void put(ServiceProblem problem, Output output) {
        if (problem.notRunning()) {
            output.put("supervise not running");
            return;
        }
        output.put("unable to ");
        output.put(problem.step().text());
        output.put(": ");
        output.put(problem.badFormat() ? "bad format" : problem.errno().text());
    }
}
