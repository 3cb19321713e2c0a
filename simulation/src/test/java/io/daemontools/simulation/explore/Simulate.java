package io.daemontools.simulation.explore;

import io.daemontools.simulation.kernel.Trace;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** Runs one history and prints it: the command {@code ./simulate}. */
public final class Simulate {
    private static final int VIOLATED = 1;
    private static final int USAGE = 100;
    private static final String QUIET = "-q";
    private static final String REDUCE = "-r";
    private static final String HELP = "-h";

    private Simulate() {}

    /** Runs the history of the arguments. */
    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments), System.out, System.err));
    }

    /**
     * Runs a history.
     *
     * @param arguments {@code -q} for no trace, {@code -r} to make a failing one smaller first; then those of a {@link Plan}; or
     *     {@code -h} for a list of the scenarios
     * @return 0 if nothing was violated, 1 if something was, 100 if the arguments are wrong
     */
    static int run(List<String> arguments, PrintStream out, PrintStream error) {
        if (arguments.equals(List.of(HELP))) {
            Catalog.written().forEach(scenario -> out.println("  " + scenario.name()));
            return 0;
        }
        List<String> rest = arguments.stream()
                .filter(argument -> !argument.equals(QUIET) && !argument.equals(REDUCE))
                .toList();
        Plan plan;
        try {
            plan = Plan.parse(rest);
            Run.scenario(plan);
        } catch (IllegalArgumentException wrong) {
            error.println("simulate: " + wrong.getMessage() + "; see ./simulate -h");
            return USAGE;
        }
        plan = arguments.contains(REDUCE) ? Reducer.reduce(plan) : plan;
        Run run = Run.of(plan, Trace.keepingLines());
        if (run.scenario() instanceof RandomScenario random) {
            random.describe().forEach(out::println);
        }
        if (!arguments.contains(QUIET)) {
            run.history().trace().lines().forEach(out::println);
        }
        out.println("./simulate " + plan + ": " + run.history().calls() + " calls, trace "
                + Long.toHexString(run.history().trace().hash()));
        if (plan.faults() != null && !plan.faults().isEmpty() && run.faults().isEmpty()) {
            out.println("faults: none, because the history has no such call");
        }
        return report(run, out);
    }

    private static int report(Run run, PrintStream out) {
        if (!run.faults().isEmpty()) {
            out.println("faults: " + run.faults());
        }
        run.history().knownFaults().forEach(fault -> out.println("known: " + fault));
        Throwable violation = run.history().violation();
        if (violation == null) {
            out.println("no violation");
            return 0;
        }
        out.println("violation: " + violation);
        for (StackTraceElement frame : violation.getStackTrace()) {
            out.println("    at " + frame);
        }
        return VIOLATED;
    }
}
