package io.daemontools.simulation.check;

import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.Commands;
import java.util.HashMap;
import java.util.Map;

/** No command of the suite makes more than {@value #CALLS} calls in a second, apart from those that it makes for each line: to read the clock, and to write. */
final class BusyLoopChecker extends RecordingChecker {
    /** Three times the most that a scenario without faults was seen to need. */
    static final int CALLS = 1500;

    private final Map<SimulatedProcess, int[]> counts = new HashMap<>();
    private long second;
    private int most;

    BusyLoopChecker(Records records) {
        super(records);
    }

    @Override
    public String promise() {
        return "no busy loop";
    }

    /** The most calls that a process made in a second. */
    int most() {
        return most;
    }

    @Override
    public void called(SimulatedProcess process, Call call) {
        if (now() >= second + SECOND) {
            second = now();
            counts.clear();
        }
        if (call != Call.CLOCK && call != Call.WRITE && Commands.isOne(process.path())) {
            int[] count = counts.computeIfAbsent(process, first -> new int[1]);
            count[0]++;
            most = Math.max(most, count[0]);
            if (count[0] > CALLS) {
                violated(process + " made " + count[0] + " calls in a second, the last one " + call);
            }
        }
    }
}
