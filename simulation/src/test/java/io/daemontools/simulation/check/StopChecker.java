package io.daemontools.simulation.check;

import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.Commands;
import java.util.HashSet;
import java.util.Set;

/**
 * What is to stop stops: a service that supervise sends TERM within {@value #RUN_SECONDS} seconds, unless it ignores TERM; a supervise
 * that is to exit within {@value #SUPERVISE_SECONDS} seconds after its service; a multilog that is sent TERM between two lines
 * within {@value #MULTILOG_SECONDS} seconds, of which ten are the two pauses after its processor was killed, unless its directory was
 * removed, on which its calls fail, and it repeats them as in 0.76; svscan as process 1 within {@value #SVSCAN_SECONDS}
 * seconds after TERM, or without any fault within {@value #LAST_SECONDS} seconds after the last process that is not the suite's.
 */
final class StopChecker extends RecordingChecker {
    private static final int RUN_SECONDS = 2;
    private static final int SUPERVISE_SECONDS = 2;
    private static final int MULTILOG_SECONDS = 12;
    private static final int SVSCAN_SECONDS = 11;
    private static final int LAST_SECONDS = 2;

    /** The multilogs that have read a part of a line. */
    private final Set<SimulatedProcess> inLine = new HashSet<>();

    /** When something was seen that process 1 has to wait for. */
    private long busy;

    StopChecker(Records records) {
        super(records);
    }

    @Override
    public String promise() {
        return "what is to stop stops";
    }

    @Override
    public void read(SimulatedProcess process, OpenFile file, byte[] buffer, int offset, int length) {
        if (Records.executes(process, "multilog")) {
            if (buffer[offset + length - 1] == '\n') {
                inLine.remove(process);
            } else {
                inLine.add(process);
            }
        }
    }

    @Override
    void look() {
        for (ServiceRecord service : records().services()) {
            service.runs.forEach(this::lookAtMultilog);
            if (service.supervised() && !service.supervise.stopped()) {
                lookAtRun(service);
                lookAtSupervise(service);
            }
        }
        SimulatedProcess init = world().kernel().processes().find(1);
        if (init != null && Records.executes(init, "svscan") && records().terminated(init) > 0) {
            lookAtInit(init);
        }
    }

    private void lookAtInit(SimulatedProcess init) {
        if (late(records().terminated(init), SVSCAN_SECONDS)) {
            violated("process 1 runs " + SVSCAN_SECONDS + " seconds after TERM");
        }
        for (SimulatedProcess process : world().kernel().processes().all()) {
            if (process.stopped() || !(process.ended() || Commands.isOne(process.path()))) {
                busy = now();
            }
        }
        long since = Math.max(busy, records().terminated(init));
        if (records().lastFault() < 0 && late(since, LAST_SECONDS)) {
            violated("process 1 runs " + LAST_SECONDS + " seconds after all services");
        }
    }

    private void lookAtMultilog(SimulatedProcess run) {
        if (Records.executes(run, "multilog")
                && records().terminated(run) > 0
                && !run.stopped()
                && !inLine.contains(run)
                && !run.workingDirectory().removed()
                && late(records().terminated(run), MULTILOG_SECONDS)) {
            violated(run + " runs " + MULTILOG_SECONDS + " seconds after TERM");
        }
    }

    private void lookAtRun(ServiceRecord service) {
        for (SimulatedProcess run : service.runs) {
            if (service.owns(run)
                    && service.want == 'd'
                    && run != service.notStopped
                    && !service.signalFailed
                    && !run.stopped()
                    && obeys(run)
                    && late(service.wantSince, RUN_SECONDS)) {
                violated(service + " still runs " + run);
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
