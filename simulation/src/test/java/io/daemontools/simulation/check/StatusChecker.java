package io.daemontools.simulation.check;

import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.SimulatedProcess;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code supervise/status} is absent or a valid status at every moment, and, while a supervise runs, true or at most {@value
 * #SECONDS} seconds old: one is the second that a new process counts as up, one the second between two attempts to write.
 */
final class StatusChecker extends RecordingChecker {
    private static final int SECONDS = 3;
    private static final String PAUSED = "paused ";
    private static final String PID = "pid ";
    private static final int PAUSED_BYTE = 16;
    private static final int LABEL_START = 0x40;

    /** Since when a status has been untrue in the same way. */
    private record Untruth(String problem, long since) {}

    private final Map<ServiceRecord, Untruth> untrue = new HashMap<>();

    StatusChecker(Records records) {
        super(records);
    }

    @Override
    public String promise() {
        return "the status is valid and true";
    }

    @Override
    public void called(SimulatedProcess process, Call call) {
        if (process.executed()
                && process.workingDirectory().get("supervise") instanceof Directory state
                && state.get("status") instanceof RegularFile status) {
            String problem = problem(status);
            if (problem != null) {
                violated(records().of(process.workingDirectory()) + ": " + problem + " after " + process);
            }
        }
    }

    private static String problem(RegularFile status) {
        byte[] bytes = status.bytes();
        if (bytes.length != StatusCodec.SIZE) {
            return "a status of " + bytes.length + " bytes";
        }
        SuperviseStatus decoded = StatusCodec.decode(bytes);
        if (bytes[0] != LABEL_START || (bytes[PAUSED_BYTE] & ~1) != 0 || "ud\0".indexOf(decoded.want()) < 0) {
            return "an invalid status";
        }
        return null;
    }

    @Override
    void look() {
        for (ServiceRecord service : records().services()) {
            Inode status = service.superviseFile("status");
            String problem = service.supervised() && !service.supervise.stopped() ? falsehood(service, status) : null;
            if (problem == null) {
                untrue.remove(service);
            } else {
                Untruth before = untrue.get(service);
                // With process ids that are given again, another run has the same problem.
                boolean anotherRun = before != null && problem.startsWith(PID) && before.since < service.lastChange;
                if (before == null || !before.problem.equals(problem) || anotherRun) {
                    before = new Untruth(problem, now());
                    untrue.put(service, before);
                }
                long since = Math.max(before.since, records().lastFault());
                if (now() - since > SECONDS * SECOND) {
                    violatedUnless(
                            service.pauseLost && problem.startsWith(PAUSED),
                            KnownFault.PAUSE_NOT_WRITTEN,
                            service + ": " + problem);
                }
            }
        }
    }

    private static String falsehood(ServiceRecord service, Inode file) {
        if (!(file instanceof RegularFile regular)) {
            return "no status";
        }
        SuperviseStatus status = StatusCodec.decode(regular.bytes());
        SimulatedProcess run = null;
        for (SimulatedProcess candidate : service.runs) {
            run = candidate.parent() == service.supervise || (run == null && service.adoptable(candidate))
                    ? candidate
                    : run;
        }
        long pid = run == null ? 0 : run.pid();
        if (status.pid() != pid) {
            return PID + status.pid() + " instead of " + pid;
        }
        if (run != null && status.paused() != run.stopped() && !service.signalFailed) {
            return PAUSED + status.paused();
        }
        char want = service.wantInStatus();
        return want == service.want ? null : "want " + want + " instead of " + service.want;
    }
}
