package io.daemontools.simulation.explore;

import io.daemontools.simulation.kernel.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs the histories of a search until there is none left, time is up, or too many have failed. */
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
    private long left;

    private Explorer(Search search, double seconds, long most) {
        this.search = search;
        left = most;
        deadline = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    /**
     * Explores with all processors.
     *
     * @param seconds how long
     * @param sum the figures are added to these, too
     * @return the plan of a history for each kind of violation
     */
    static List<Plan> explore(Search search, double seconds, Figures sum) throws InterruptedException {
        Explorer explorer = new Explorer(search, seconds, Long.MAX_VALUE);
        return explorer.run(Runtime.getRuntime().availableProcessors(), sum);
    }

    /**
     * Explores the first histories of a search, with one processor: which are tried next may depend on those that were tried. Thus
     * they are the same each time.
     *
     * @param most how many
     * @param seconds how long, at most
     */
    static List<Plan> exploreFirst(Search search, long most, double seconds, Figures sum) throws InterruptedException {
        return new Explorer(search, seconds, most).run(1, sum);
    }

    private List<Plan> run(int workers, Figures sum) throws InterruptedException {
        long begin = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            Thread thread = new Thread(this::work, "explorer " + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        figures.took(System.nanoTime() - begin);
        sum.add(figures);
        if (broken != null) {
            throw new AssertionError("the explorer failed", broken);
        }
        return List.copyOf(violations.values());
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
        while (broken == null && violations.size() < MOST_VIOLATIONS && left > 0 && System.nanoTime() < deadline) {
            Plan plan = search.next();
            if (plan != null) {
                running++;
                left--;
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
