package io.daemontools.simulation.explore;

import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.Fault;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.kernel.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of a scenario that faults may strike, in the history without faults. What a process does for the first time comes before
 * what it does again, so that a part of them covers as much as it can.
 */
final class Points {
    /**
     * A call.
     *
     * @param number its number
     * @param call what it is
     * @param killable whether its process may be killed
     * @param time how often its program had made this call after the same one before, in any process
     */
    record Point(long number, Call call, boolean killable, int time) {}

    private record Habit(String program, boolean executed, Call before, Call call) {}

    private Points() {}

    /** The points of a scenario with the schedule of a seed. */
    static List<Point> of(long seed, String scenario) {
        Recorder recorder = new Recorder();
        Plan plan = Plan.of(seed, scenario).withFaults(List.of());
        Run.of(plan, recorder, new Trace());
        recorder.points.sort(Comparator.comparingInt(Point::time).thenComparingLong(Point::number));
        return recorder.points;
    }

    private static final class Recorder extends PlannedFaults {
        private final List<Point> points = new ArrayList<>();
        private final Map<Habit, Integer> times = new HashMap<>();
        private final Map<SimulatedProcess, Call> last = new HashMap<>();

        Recorder() {
            super(List.of());
        }

        @Override
        public Fault before(SimulatedProcess process, Call call) {
            super.before(process, call);
            if (isTarget(process) && !over()) {
                Habit habit = new Habit(process.path(), process.executed(), last.put(process, call), call);
                points.add(new Point(number(), call, process.pid() != 1, times.merge(habit, 1, Integer::sum)));
            }
            return null;
        }
    }
}
