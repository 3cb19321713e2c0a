package io.daemontools.suite.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Sandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Many cases of one generator, run on the original and on the built commands, as many at a time as there are processors. */
final class Trial {
    private static final int ENOUGH_FAILURES = 3;
    private static final int LOOKS = 5;

    private final Comparison pair;
    private final Generator generator;
    private final long end;
    private final AtomicLong next = new AtomicLong(Effort.seed());
    private final AtomicInteger compared = new AtomicInteger();
    private final Map<Difference, Integer> excluded = new ConcurrentHashMap<>();
    private final List<String> failures = new ArrayList<>();

    private Trial(Comparison pair, Generator generator, int cases) {
        this.pair = pair;
        this.generator = generator;
        this.end = Effort.seed() + cases;
    }

    /**
     * Runs the cases, and fails with those whose outcomes differ.
     *
     * @param cases how many, where a start is quick
     * @param casesOnJava how many on the JVM
     */
    static void run(String title, Comparison pair, Sandbox box, Generator generator, int cases, int casesOnJava)
            throws IOException {
        Trial trial = new Trial(pair, generator, Effort.times(pair.built().isJvm() ? casesOnJava : cases));
        trial.run(CaseSandbox.in(box));
        System.out.printf(
                "fuzz: %s of %s: %d cases alike, left out %s%n",
                title, pair.built(), trial.compared.get(), trial.excluded);
        assertThat(trial.failures)
                .as("%s: to try again, -Ddaemontools.seed=NUMBER", title)
                .isEmpty();
        assertThat(trial.compared.get()).isPositive();
    }

    private void run(CaseSandbox sandbox) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<CaseRunner> runners = sandbox.runners(threads);
            List<Future<?>> work = new ArrayList<>();
            for (CaseRunner runner : runners) {
                work.add(workers.submit(() -> {
                    work(runner);
                    return null;
                }));
            }
            for (Future<?> done : work) {
                done.get();
            }
            for (CaseRunner runner : runners) {
                runner.close();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException("case " + next.get() + " or one just before it", e);
        } finally {
            workers.shutdownNow();
        }
    }

    private void work(CaseRunner runner) throws IOException {
        for (long number = next.getAndIncrement(); number < end && mayGoOn(); number = next.getAndIncrement()) {
            Case generated = generator.generate(new Rng(number), pair.built().isJvm());
            if (generated.excluded().isPresent()) {
                excluded.merge(generated.excluded().get(), 1, Integer::sum);
            } else {
                compare(number, generated, runner);
            }
        }
    }

    private void compare(long number, Case generated, CaseRunner runner) throws IOException {
        Outcome[] outcomes = outcomes(generated, runner);
        for (int i = 0; generator.dependsOnTime() && i < LOOKS && !outcomes[0].equals(outcomes[1]); i++) {
            outcomes = outcomes(generated, runner);
        }
        if (outcomes[0].equals(outcomes[1])) {
            compared.incrementAndGet();
        } else {
            fail("case " + number + " differs:\n" + outcomes[0].difference(outcomes[1])
                    + generated.toString().indent(4));
        }
    }

    /** Of the original, and of the built commands. */
    private Outcome[] outcomes(Case generated, CaseRunner runner) throws IOException {
        boolean java = pair.built().isJvm();
        Outcome original = runner.run(generated, generator.tools(pair.original(), runner.directory()), null);
        Outcome built = runner.run(generated, generator.tools(pair.built(), runner.directory()), original);
        return new Outcome[] {generator.compared(original, java), generator.compared(built, java)};
    }

    private synchronized void fail(String failure) {
        failures.add(failure);
    }

    private synchronized boolean mayGoOn() {
        return failures.size() < ENOUGH_FAILURES;
    }
}
