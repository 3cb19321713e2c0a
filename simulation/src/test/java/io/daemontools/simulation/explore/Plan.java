package io.daemontools.simulation.explore;

import io.daemontools.simulation.os.OperatingSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What determines a history: with the same plan it is the same on every machine.
 *
 * @param seed what the schedule, the times, and whatever else is left open come from
 * @param scenario the name of the scenario
 * @param faults the faults; null for those that the seed determines
 * @param without the numbers of the actions and services that a random scenario is to do without, as {@code a3}, {@code s1}
 * @param seconds where the history ends, unchecked; 0 for its end
 * @param system the operating system; null for Linux, or in a random scenario for the one that the seed determines
 * @param switches if it is an interleaving: the choices of the scheduler that are not its first ones, by number; else null
 */
record Plan(
        long seed,
        String scenario,
        List<PlannedFault> faults,
        NavigableSet<String> without,
        double seconds,
        OperatingSystem system,
        NavigableMap<Integer, Integer> switches) {
    private static final String NO_FAULTS = "none";
    private static final String WITHOUT = "without=";
    private static final String UNTIL = "until=";
    private static final String ORDER = "order=";
    private static final String SYSTEM = "system=";
    private static final String SECONDS = "a positive number of seconds";
    private static final String CHOICES = "a list of choices such as 17:1,45:2";

    /** A seed and a scenario; the seed determines the rest. */
    static Plan of(long seed, String scenario) {
        return new Plan(seed, scenario, null, new TreeSet<>(), 0, null, null);
    }

    /** The same with other faults. */
    Plan withFaults(List<PlannedFault> others) {
        return new Plan(seed, scenario, List.copyOf(others), without, seconds, system, switches);
    }

    /** The same without more parts of a random scenario. */
    Plan without(Iterable<String> more) {
        NavigableSet<String> all = new TreeSet<>(without);
        more.forEach(all::add);
        return new Plan(seed, scenario, faults, all, seconds, system, switches);
    }

    /** The same up to a moment. */
    Plan until(double moment) {
        return new Plan(seed, scenario, faults, without, moment, system, switches);
    }

    /** The same on an operating system. */
    Plan on(OperatingSystem other) {
        return new Plan(seed, scenario, faults, without, seconds, other, switches);
    }

    /** The same with a scheduler that takes these choices. */
    Plan withSwitches(NavigableMap<Integer, Integer> others) {
        return new Plan(seed, scenario, faults, without, seconds, system, others);
    }

    /**
     * The plan of arguments, those of {@link #toString} or a part of them.
     *
     * @throws IllegalArgumentException with a message for the user if they are wrong
     */
    static Plan parse(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a seed is missing");
        }
        long seed = number(arguments.get(0), "a seed", arguments.get(0), Long::valueOf);
        Plan plan = of(seed, arguments.size() > 1 ? arguments.get(1) : RandomScenario.NAME);
        List<PlannedFault> faults = null;
        for (String argument : arguments.subList(Math.min(2, arguments.size()), arguments.size())) {
            if (argument.startsWith(WITHOUT)) {
                plan = plan.without(List.of(argument.substring(WITHOUT.length()).split(",", -1)));
            } else if (argument.startsWith(UNTIL)) {
                plan = plan.until(number(argument.substring(UNTIL.length()), SECONDS, argument, Double::valueOf));
                if (!(plan.seconds() > 0)) {
                    throw new IllegalArgumentException("not " + SECONDS + ": " + argument);
                }
            } else if (argument.startsWith(SYSTEM)) {
                plan = plan.on(system(argument.substring(SYSTEM.length())));
            } else if (argument.startsWith(ORDER)) {
                plan = plan.withSwitches(switches(argument));
            } else {
                faults = faults == null ? new ArrayList<>() : faults;
                if (!argument.equals(NO_FAULTS)) {
                    faults.add(PlannedFault.parse(argument));
                }
            }
        }
        return faults == null ? plan : plan.withFaults(faults);
    }

    private static <T> T number(String text, String what, String argument, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("not " + what + ": " + argument, wrong);
        }
    }

    private static OperatingSystem system(String name) {
        for (OperatingSystem system : OperatingSystem.values()) {
            if (name(system).equals(name)) {
                return system;
            }
        }
        throw new IllegalArgumentException("no system " + name);
    }

    private static String name(OperatingSystem system) {
        return system.name().toLowerCase(Locale.ROOT);
    }

    private static NavigableMap<Integer, Integer> switches(String argument) {
        NavigableMap<Integer, Integer> switches = new TreeMap<>();
        for (String part : argument.substring(ORDER.length()).split(",", -1)) {
            if (!part.isEmpty()) {
                String[] numbers = (part + ":").split(":", 3);
                switches.put(
                        number(numbers[0], CHOICES, argument, Integer::valueOf),
                        number(numbers[1], CHOICES, argument, Integer::valueOf));
            }
        }
        return switches;
    }

    /** As the arguments of {@code ./simulate}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(seed).append(' ').append(scenario);
        if (faults != null) {
            text.append(faults.isEmpty() ? " " + NO_FAULTS : "");
            faults.forEach(fault -> text.append(' ').append(fault));
        }
        if (!without.isEmpty()) {
            text.append(' ').append(WITHOUT).append(String.join(",", without));
        }
        if (seconds > 0) {
            text.append(' ').append(UNTIL).append(String.format(Locale.ROOT, "%.3f", seconds));
        }
        if (system != null) {
            text.append(' ').append(SYSTEM).append(name(system));
        }
        if (switches != null) {
            text.append(' ')
                    .append(ORDER)
                    .append(switches.entrySet().stream()
                            .map(entry -> entry.getKey() + ":" + entry.getValue())
                            .collect(Collectors.joining(",")));
        }
        return text.toString();
    }
}
