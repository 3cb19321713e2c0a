package io.daemontools.simulation.check;

import io.daemontools.posix.Signal;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.kernel.SimulatedProcess;
import java.util.HashMap;
import java.util.Map;

/** A signal that supervise sends reaches its child, a process that has executed the service's {@code run}, or one in that one's group. */
final class SignalChecker extends RecordingChecker {
    /** The working directories of the processes that have executed {@code ./run}. */
    private final Map<SimulatedProcess, Directory> runs = new HashMap<>();

    SignalChecker(Records records) {
        super(records);
    }

    @Override
    public String promise() {
        return "supervise signals no process but the service's";
    }

    @Override
    public void executed(SimulatedProcess process) {
        if (process.path().equals("./run")) {
            runs.put(process, process.workingDirectory());
        }
    }

    @Override
    public void sent(SimulatedProcess sender, SimulatedProcess target, Signal signal) {
        if (Records.executes(sender, "supervise") && !belongs(target, sender)) {
            violated(sender + " sends " + signal + " to " + target);
        }
    }

    private boolean belongs(SimulatedProcess target, SimulatedProcess supervise) {
        SimulatedProcess leader = world().kernel().processes().find(target.group());
        Directory directory = supervise.workingDirectory();
        return runs.get(target) == directory
                || (leader != null && runs.get(leader) == directory)
                || (target.parent() == supervise && !target.executed());
    }
}
