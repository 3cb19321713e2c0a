package io.daemontools.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.kernel.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Looks for violations within the time of {@code -Ddaemontools.simulation.seconds}: some of all histories in the quick run, all of
 * those that end in the full run. {@code -Ddaemontools.simulation.seed} begins the random ones.
 */
class ExplorationTest {
    private static final double SECONDS =
            Double.parseDouble(System.getProperty("daemontools.simulation.seconds", "20"));
    private static final long SEED = Long.getLong("daemontools.simulation.seed", 1);

    /** The full run has time for pairs of kills. */
    private static final boolean FULL = SECONDS > 1000;

    private static final Path REPORT = Path.of("target", "simulation.txt");
    private static final TreeMap<String, Figures> FIGURES = new TreeMap<>();

    private static void explore(String name, double share, Search search) throws InterruptedException {
        Figures figures = FIGURES.computeIfAbsent(name, first -> new Figures());
        List<String> reports = new ArrayList<>();
        for (Plan plan : Explorer.explore(search, share * SECONDS, figures)) {
            Plan smaller = Reducer.reduce(plan);
            Run run = Run.of(smaller, new Trace());
            reports.add(
                    run.history().violation() + "\n  ./simulate " + smaller + "\n  smaller than ./simulate " + plan);
        }
        assertThat(reports).as(name).isEmpty();
        assertThat(figures.histories()).as("histories of %s", name).isPositive();
    }

    private static Search each(Function<Scenario, Search> search) {
        return Searches.inTurn(Scenarios.all().stream().map(search).toList());
    }

    @Test
    void eachCrashPoint() throws InterruptedException {
        explore("crash points", FULL ? 0.1 : 0.2, each(scenario -> Searches.crashPoints(SEED, scenario)));
    }

    @Test
    void pairsOfCrashes() throws InterruptedException {
        explore("pairs of crashes", FULL ? 0.1 : 0.05, each(scenario -> Searches.crashPairs(SEED, scenario)));
    }

    @Test
    void eachFault() throws InterruptedException {
        explore("failed calls", FULL ? 0.1 : 0.25, each(scenario -> Searches.faults(SEED, scenario)));
    }

    @Test
    void randomFaults() throws InterruptedException {
        explore("random faults", FULL ? 0.05 : 0.1, Searches.randomFaults(SEED, Scenarios.all()));
    }

    @Test
    void randomHistories() throws InterruptedException {
        explore("random histories", FULL ? 0.6 : 0.2, Searches.random(SEED));
    }

    @Test
    void interleavings() throws InterruptedException {
        explore(
                "interleavings",
                0.2,
                Searches.inTurn(Scene.ALL.stream().map(Searches::interleavings).toList()));
    }

    /** The figures of this run, which {@code src/test/README.md} quotes. */
    @AfterAll
    static void report() throws IOException {
        Figures sum = new Figures();
        FIGURES.values().forEach(sum::add);
        StringBuilder text = new StringBuilder();
        FIGURES.forEach((name, figures) ->
                text.append(name).append(": ").append(figures).append('\n'));
        text.append("simulation: ").append(sum).append('\n');
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, text);
        System.out.print(text);
    }
}
