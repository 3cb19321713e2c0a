package io.daemontools.svscan;

import io.daemontools.cli.Decimal;
import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Posix;

/**
 * svscan as the first process of a container. It buries whatever it inherits as soon as that ends; TERM and INT, which the
 * system keeps from a process 1 that does not catch them, stop the services in order and then svscan.
 */
final class ProcessOne {
    /** The id of the first process. */
    static final int ID = 1;

    /** The variable that says how many seconds the stop may take. */
    static final String PATIENCE = "SVSCAN_STOP_SECONDS";

    /** Container engines kill after ten seconds. */
    private static final long USUAL_PATIENCE = 9;

    private static final int MAX_DIGITS = 6;
    private static final long SECOND = 1_000_000_000L;

    private final ServiceTable services;
    private final Posix posix;
    private final Diagnostics diagnostics;

    ProcessOne(ServiceTable services, Posix posix, Diagnostics diagnostics) {
        this.services = services;
        this.posix = posix;
        this.diagnostics = diagnostics;
    }

    /** Looks after services in rounds, until it is told to stop and has done that. */
    void run(Round round, long betweenRounds) {
        long patience = patience() * SECOND;
        Children children = new Children(services, posix);
        boolean stopping = false;
        while (!stopping) {
            round.make();
            long next = posix.monotonicClock() + betweenRounds;
            for (long left = betweenRounds; left > 0 && !stopping; left = next - posix.monotonicClock()) {
                children.await(left);
                stopping = children.takeStopRequest();
            }
        }
        new OrderedStop(services, children, patience, posix, diagnostics).run();
    }

    private long patience() {
        CharSequence variable = posix.variable(PATIENCE);
        if (variable == null) {
            return USUAL_PATIENCE;
        }
        String asked = variable.toString();
        int digits = Decimal.digits(asked);
        if (digits == 0 || digits != asked.length() || digits > MAX_DIGITS) {
            diagnostics.warn(PATIENCE + " is not a number of seconds: " + asked);
            return USUAL_PATIENCE;
        }
        return Decimal.value(asked);
    }
}
