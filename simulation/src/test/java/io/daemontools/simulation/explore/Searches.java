package io.daemontools.simulation.explore;

import io.daemontools.posix.Errno;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.os.OperatingSystem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The ways to look for violations. */
final class Searches {
    private static final int SYSTEMS = OperatingSystem.values().length;
    private static final int LONG_FAILURE = 3;
    private static final int SMALLEST_DISTANCE = 3;
    private static final int DISTANCES = 8;

    private Searches() {}

    /** Each of the suite's processes killed at each of its calls, before it and after it. */
    static Search crashPoints(long seed, List<Scenario> scenarios, OperatingSystem system) {
        List<Plan> plans = new ArrayList<>();
        for (Points.Point point : Points.of(seed, scenarios, system)) {
            if (point.killable()) {
                plans.add(point.plan().withFaults(List.of(PlannedFault.kill(point.number()))));
                plans.add(point.plan().withFaults(List.of(PlannedFault.killAfter(point.number()))));
            }
        }
        return list(plans);
    }

    /** Two kills: one at a call, another one soon after. The pairs do not end. */
    static Search crashPairs(long seed, Scenario scenario) {
        List<Points.Point> points = Points.of(seed, List.of(scenario), OperatingSystem.LINUX).stream()
                .filter(Points.Point::killable)
                .toList();
        Seed pairs = new Seed(seed);
        return () -> {
            if (points.isEmpty()) {
                return null;
            }
            long first = pairs.oneOf(points).number();
            long second = first + 1 + pairs.below(1 << (SMALLEST_DISTANCE + pairs.below(DISTANCES)));
            return Plan.of(seed, scenario.name())
                    .withFaults(List.of(
                            pairs.oneIn(2) ? PlannedFault.kill(first) : PlannedFault.killAfter(first),
                            PlannedFault.kill(second)));
        };
    }

    /** Each call failed with each of its errors, once and for some time. */
    static Search faults(long seed, List<Scenario> scenarios, OperatingSystem system) {
        List<Plan> plans = new ArrayList<>();
        for (Points.Point point : Points.of(seed, scenarios, system)) {
            for (Errno errno : point.call().errors()) {
                for (int seconds : new int[] {0, LONG_FAILURE}) {
                    plans.add(point.plan().withFaults(List.of(PlannedFault.fail(point.number(), errno, seconds))));
                }
            }
        }
        return list(plans);
    }

    /** Random histories: one for each number from a first one. */
    static Search random(long first) {
        long[] seed = {first};
        return () -> Plan.of(seed[0]++, RandomScenario.NAME);
    }

    /** Each scenario with random faults, on one of the systems. */
    static Search randomFaults(long first, List<Scenario> scenarios) {
        int[] number = {0};
        return () -> {
            int count = number[0]++;
            Scenario scenario = scenarios.get(count % scenarios.size());
            Plan plan = Plan.of(first + count / scenarios.size(), scenario.name());
            return count % SYSTEMS == 0 ? plan : plan.on(OperatingSystem.FREEBSD);
        };
    }

    /** All interleavings of a scene, up to a number of preemptions. */
    static Search interleavings(Scene scene) {
        return new Interleavings(scene);
    }

    /** A search that ends. */
    static Search list(List<Plan> plans) {
        Iterator<Plan> left = plans.iterator();
        return () -> left.hasNext() ? left.next() : null;
    }

    /** Several searches in turn. */
    static Search inTurn(List<Search> searches) {
        return new InTurn(searches);
    }

    private static final class InTurn implements Search {
        private final Deque<Search> searches;
        private final List<Search> all;

        InTurn(List<Search> several) {
            all = several;
            searches = new ArrayDeque<>(several);
        }

        @Override
        public Plan next() {
            for (int i = searches.size(); i > 0; i--) {
                Search search = searches.remove();
                searches.add(search);
                Plan plan = search.next();
                if (plan != null) {
                    return plan;
                }
            }
            return null;
        }

        @Override
        public void ran(Plan plan, Run run) {
            for (Search search : all) {
                search.ran(plan, run);
            }
        }
    }

    /**
     * Depth first: a history is run with some choices given, and the first alternative for the rest; each of the other alternatives
     * of that rest is then a history to be run.
     */
    private static final class Interleavings implements Search {
        private final Scene scene;
        private final Deque<Plan> left = new ArrayDeque<>();

        Interleavings(Scene scene) {
            this.scene = scene;
            left.push(new Plan(0, scene.name(), List.of(), new TreeSet<>(), 0, null, new TreeMap<>()));
        }

        @Override
        public Plan next() {
            return left.poll();
        }

        @Override
        public void ran(Plan plan, Run run) {
            if (plan.scenario().equals(scene.name()) && plan.switches() != null) {
                int given = plan.switches().isEmpty() ? 0 : plan.switches().lastKey() + 1;
                for (int i = given; i < run.alternatives().size(); i++) {
                    for (int j = 1; j < run.alternatives().get(i); j++) {
                        NavigableMap<Integer, Integer> switches = new TreeMap<>(plan.switches());
                        switches.put(i, j);
                        left.push(plan.withSwitches(switches));
                    }
                }
            }
        }
    }
}
