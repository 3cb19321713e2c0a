package io.daemontools.simulation.explore;

import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.Fault;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.kernel.Trace;
import io.daemontools.simulation.os.OperatingSystem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of scenarios that faults may strike, in the histories without faults. What a program does for the first time comes before
 * what it does again, in the same scenario or another one, so that a part of them covers as much as it can.
 */
final class Points {
    /**
     * A call.
     *
     * @param plan its history
     * @param number its number
     * @param call what it is
     * @param killable whether its process may be killed
     * @param time how often its program had made this call after the same one before, in any process of any scenario
     */
    record Point(Plan plan, long number, Call call, boolean killable, int time) {}

    private record Habit(String program, boolean executed, Call before, Call call) {}

    private Points() {}

    /** The points of scenarios on a system with the schedule of a seed. */
    static List<Point> of(long seed, List<Scenario> scenarios, OperatingSystem system) {
        List<Point> points = new ArrayList<>();
        Map<Habit, Integer> times = new HashMap<>();
        for (Scenario scenario : scenarios) {
            Plan plan = Plan.of(seed, scenario.name()).withFaults(List.of());
            plan = system == OperatingSystem.LINUX ? plan : plan.on(system);
            Run.of(plan, new Recorder(plan, points, times), new Trace());
        }
        points.sort(Comparator.comparingInt(Point::time));
        return points;
    }

    private static final class Recorder extends PlannedFaults {
        private final Plan plan;
        private final List<Point> points;
        private final Map<Habit, Integer> times;
        private final Map<SimulatedProcess, Call> last = new HashMap<>();

        Recorder(Plan plan, List<Point> points, Map<Habit, Integer> times) {
            super(List.of());
            this.plan = plan;
            this.points = points;
            this.times = times;
        }

        @Override
        public Fault before(SimulatedProcess process, Call call) {
            super.before(process, call);
            if (isTarget(process) && !over()) {
                Habit habit = new Habit(process.path(), process.executed(), last.put(process, call), call);
                points.add(new Point(plan, number(), call, process.pid() != 1, times.merge(habit, 1, Integer::sum)));
            }
            return null;
        }
    }
}
