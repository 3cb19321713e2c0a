package io.daemontools.simulation.check;

import io.daemontools.simulation.kernel.SimulatedProcess;

/**
 * What is to stop stops: a service that supervise sends TERM within {@value #RUN_SECONDS} seconds, unless it ignores TERM; a supervise
 * that is to exit within {@value #SUPERVISE_SECONDS} seconds after its service; svscan as process 1 within {@value #SVSCAN_SECONDS}
 * seconds after TERM.
 */
final class StopChecker extends RecordingChecker {
    private static final int RUN_SECONDS = 2;
    private static final int SUPERVISE_SECONDS = 2;
    private static final int SVSCAN_SECONDS = 11;

    StopChecker(Records records) {
        super(records);
    }

    @Override
    public String promise() {
        return "what is to stop stops";
    }

    @Override
    void look() {
        for (ServiceRecord service : records().services()) {
            if (service.supervised() && !service.supervise.stopped() && !service.signalFailed) {
                lookAtRun(service);
                lookAtSupervise(service);
            }
        }
        SimulatedProcess init = world().kernel().processes().find(1);
        if (init != null
                && Records.executes(init, "svscan")
                && records().terminated(init) > 0
                && late(records().terminated(init), SVSCAN_SECONDS)) {
            violated("process 1 runs " + SVSCAN_SECONDS + " seconds after TERM");
        }
    }

    private void lookAtRun(ServiceRecord service) {
        for (SimulatedProcess run : service.runs) {
            if (run.parent() == service.supervise
                    && service.want == 'd'
                    && !run.stopped()
                    && obeys(run)
                    && late(service.wantSince, RUN_SECONDS)) {
                violatedUnless(
                        service.superviseKilled,
                        KnownFault.NOT_STOPPED_AFTER_SUPERVISE_WAS_KILLED,
                        service + " still runs " + run);
            }
        }
    }

    /** Whether TERM ends a program: multilog reads its line to the end first, which a slow service delays. */
    private static boolean obeys(SimulatedProcess run) {
        return !run.path().endsWith("stubborn") && !Records.executes(run, "multilog");
    }

    private void lookAtSupervise(ServiceRecord service) {
        if (service.exitSince > 0 && service.runs.isEmpty()) {
            long since = Math.max(service.exitSince, service.lastChange);
            if (late(since, SUPERVISE_SECONDS)) {
                violated(service + " still has " + service.supervise);
            }
        }
    }

    private boolean late(long since, int seconds) {
        return now() - Math.max(since, records().lastFault()) > seconds * SECOND;
    }
}
