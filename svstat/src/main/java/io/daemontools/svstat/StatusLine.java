package io.daemontools.svstat;

import io.daemontools.cli.Output;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.service.Wish;

/** A status in words. */
final class StatusLine {
    private StatusLine() {}

    /** Adds them to {@code output}; {@code now} in TAI64 seconds. */
    static void put(SuperviseStatus status, boolean normallyUp, long now, Output output) {
        if (status.up()) {
            output.put("up (pid ");
            output.putDecimal(status.pid());
            output.put(") ");
        } else {
            output.put("down ");
        }
        output.putDecimal(status.age(now));
        output.put(" seconds");
        if (status.up() && !normallyUp) {
            output.put(", normally down");
        }
        if (!status.up() && normallyUp) {
            output.put(", normally up");
        }
        if (status.up() && status.paused()) {
            output.put(", paused");
        }
        if (!status.up() && status.wish() == Wish.UP.code()) {
            output.put(", want up");
        }
        if (status.up() && status.wish() == Wish.DOWN.code()) {
            output.put(", want down");
        }
    }
}
