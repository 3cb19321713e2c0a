package io.daemontools.simulation.explore;

import io.daemontools.simulation.kernel.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs the histories of a search on all processors, until there is none left, time is up, or too many have failed. */
final class Explorer {
    private static final int MOST_VIOLATIONS = 6;
    private static final long PATIENCE = 100;

    /** What differs between histories that fail alike. */
    private static final Pattern DETAILS = Pattern.compile("[0-9]+|/service/\\S+|multilog [^:]*main");

    private final Search search;
    private final long deadline;
    private final Figures figures = new Figures();

    /** The first history of each kind of violation. */
    private final Map<String, Plan> violations = new LinkedHashMap<>();

    private Throwable broken;
    private int running;

    private Explorer(Search search, double seconds) {
        this.search = search;
        deadline = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    /**
     * Explores.
     *
     * @param seconds how long
     * @param sum the figures are added to these, too
     * @return the plan of a history for each kind of violation
     */
    static List<Plan> explore(Search search, double seconds, Figures sum) throws InterruptedException {
        Explorer explorer = new Explorer(search, seconds);
        long begin = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread thread = new Thread(explorer::work, "explorer " + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        explorer.figures.took(System.nanoTime() - begin);
        sum.add(explorer.figures);
        if (explorer.broken != null) {
            throw new AssertionError("the explorer failed", explorer.broken);
        }
        return List.copyOf(explorer.violations.values());
    }

    private void work() {
        try {
            for (Plan plan = take(); plan != null; plan = take()) {
                Run run = Run.of(plan, new Trace());
                figures.add(run);
                ran(plan, run);
            }
        } catch (RuntimeException | Error failure) {
            synchronized (this) {
                broken = failure;
                notifyAll();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Plan take() throws InterruptedException {
        while (broken == null && violations.size() < MOST_VIOLATIONS && System.nanoTime() < deadline) {
            Plan plan = search.next();
            if (plan != null) {
                running++;
                return plan;
            }
            if (running == 0) {
                break;
            }
            // What runs may make more to do.
            wait(PATIENCE);
        }
        return null;
    }

    private synchronized void ran(Plan plan, Run run) {
        running--;
        search.ran(plan, run);
        if (run.history().violation() != null) {
            String message = run.history().violation().toString();
            violations.putIfAbsent(DETAILS.matcher(message).replaceAll(""), plan);
        }
        notifyAll();
    }
}
