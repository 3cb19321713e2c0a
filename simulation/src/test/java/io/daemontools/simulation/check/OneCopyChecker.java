package io.daemontools.simulation.check;

import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.SimulatedProcess;
import java.util.HashMap;
import java.util.Map;

/**
 * At most one live process has executed a directory's {@code run}, and at most one live supervise has got its lock. Before any fault
 * svscan does not even try to start another one.
 */
final class OneCopyChecker extends RecordingChecker {
    private final Map<ServiceRecord, SimulatedProcess> holders = new HashMap<>();

    OneCopyChecker(Records records) {
        super(records);
    }

    @Override
    public String promise() {
        return "one copy of each service, one supervise for each directory";
    }

    @Override
    public void executed(SimulatedProcess process) {
        if (!process.path().equals("./run")) {
            return;
        }
        for (ServiceRecord service : records().services()) {
            if (service.runs.size() > 1 && service.runs.contains(process)) {
                violatedUnless(
                        service.superviseKilled
                                && service.runs.stream().noneMatch(run -> run != process && service.adoptable(run)),
                        KnownFault.NOT_ADOPTED_WITHOUT_HISTORY,
                        service + " has " + service.runs);
            }
        }
    }

    @Override
    public void called(SimulatedProcess process, Call call) {
        if (call == Call.FLOCK && Records.executes(process, "supervise")) {
            ServiceRecord service = records().of(process.workingDirectory());
            if (service.locks(process)) {
                SimulatedProcess before = holders.put(service, process);
                if (before != null && before != process && !before.ended()) {
                    violated(service + " has the supervises " + before + " and " + process);
                }
            } else if (records().lastFault() < 0 && Records.executes(process.parent(), "svscan")) {
                violated("svscan started " + process + " while " + holders.get(service) + " ran");
            }
        }
    }
}
