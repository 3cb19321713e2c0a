package io.daemontools.simulation.check;

import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.Commands;
import java.util.ArrayList;
import java.util.List;

/** Descriptors, files, and the processes of the suite and those that they start are bounded. */
final class BoundsChecker extends RecordingChecker {
    /** supervise has eight, or nine with an adopted process, and svscan two for each service; a multilog has three for each log. */
    private static final int DESCRIPTORS = 12;

    /** A service has its supervise and its run, each perhaps with a zombie or a copy; outside there are svscan and commands. */
    private static final int PROCESSES_PER_SERVICE = 5;

    private static final int PROCESSES_OUTSIDE = 10;

    /** lock, control, ok, history, status, status.new. */
    private static final int STATE_FILES = 6;

    BoundsChecker(Records records) {
        super(records);
    }

    @Override
    public String promise() {
        return "descriptors, processes and files are bounded";
    }

    @Override
    void look() {
        List<SimulatedProcess> processes = new ArrayList<>();
        for (SimulatedProcess process : world().kernel().processes().all()) {
            if (Commands.isOne(process.path())
                    || (process.parent() != null
                            && Commands.isOne(process.parent().path()))) {
                processes.add(process);
            }
        }
        int services = records().services().size();
        if (processes.size() > PROCESSES_OUTSIDE + PROCESSES_PER_SERVICE * services) {
            violated(processes.size() + " processes: " + processes);
        }
        for (SimulatedProcess process : processes) {
            int limit = DESCRIPTORS + (Records.executes(process, "svscan") ? 2 * services : 0);
            if (Commands.isOne(process.path()) && process.descriptors().size() > limit) {
                violated(process + " has " + process.descriptors().size() + " descriptors");
            }
        }
        for (ServiceRecord service : records().services()) {
            if (service.directory.get("supervise") instanceof Directory state
                    && state.names().size() > STATE_FILES) {
                violated(service + "/supervise has " + state.names());
            }
        }
    }
}
